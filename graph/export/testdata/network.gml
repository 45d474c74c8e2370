Creator "entente"
graph [
  directed 1
  multigraph 1
  title "Libya in one article of May 2020"
  dataset "bf2a2db7d1098e1d96345313521a0cab"
  query "/export/network.gml?around=lna"
  authors "The entente project"
  node [
    id 0
    label "Egypt"
    actor "egypt"
    name "Egypt"
    type "STATE"
    country "EGY"
    aliases "Arab Republic of Egypt|Misr|&#1605;&#1589;&#1585;|&#1580;&#1605;&#1607;&#1608;&#1585;&#1610;&#1577; &#1605;&#1589;&#1585; &#1575;&#1604;&#1593;&#1585;&#1576;&#1610;&#1577;|&#1045;&#1075;&#1080;&#1087;&#1077;&#1090;|M&#305;s&#305;r"
    identifiers "wikidata:Q79|iso3166:EGY|cow:651@1922-02-28..|gw:651@1922-02-28.."
    cow "651"
    gw "651"
    iso3166 "EGY"
    wikidata "Q79"
  ]
  node [
    id 1
    label "Government of National Accord"
    actor "gna"
    name "Government of National Accord"
    type "GOVERNMENT"
    country "LBY"
    to "2021-03"
    aliases "GNA|National Accord Government|Tripoli government|&#1581;&#1603;&#1608;&#1605;&#1577; &#1575;&#1604;&#1608;&#1601;&#1575;&#1602; &#1575;&#1604;&#1608;&#1591;&#1606;&#1610;|&#1581;&#1603;&#1608;&#1605;&#1577; &#1575;&#1604;&#1608;&#1601;&#1575;&#1602;|&#1055;&#1088;&#1072;&#1074;&#1080;&#1090;&#1077;&#1083;&#1100;&#1089;&#1090;&#1074;&#1086; &#1085;&#1072;&#1094;&#1080;&#1086;&#1085;&#1072;&#1083;&#1100;&#1085;&#1086;&#1075;&#1086; &#1089;&#1086;&#1075;&#1083;&#1072;&#1089;&#1080;&#1103;|Ulusal Mutabakat H&#252;k&#252;meti|Gobierno de Acuerdo Nacional"
    description "The internationally recognized government of Libya based in Tripoli."
  ]
  node [
    id 2
    label "Khalifa Haftar"
    actor "haftar"
    name "Khalifa Haftar"
    type "PERSON"
    country "LBY"
    aliases "Haftar|Hifter|Heftar|Hafter|Jalifa Haftar|Khalifa Hifter|Khalifa Heftar|Khalifa Hafter|Khalifa Belqasim Haftar|Halife Hafter|&#1582;&#1604;&#1610;&#1601;&#1577; &#1581;&#1601;&#1578;&#1585;|&#1581;&#1601;&#1578;&#1585;|&#1061;&#1072;&#1083;&#1080;&#1092;&#1072; &#1061;&#1072;&#1092;&#1090;&#1072;&#1088;|&#1061;&#1072;&#1092;&#1090;&#1072;&#1088;"
    description "Field marshal, leader of the Libyan National Army."
  ]
  node [
    id 3
    label "Libyan National Army"
    actor "lna"
    name "Libyan National Army"
    type "ARMED_GROUP"
    country "LBY"
    aliases "LNA|Haftar army|Libyan Arab Armed Forces|LAAF|&#1575;&#1604;&#1580;&#1610;&#1588; &#1575;&#1604;&#1608;&#1591;&#1606;&#1610; &#1575;&#1604;&#1604;&#1610;&#1576;&#1610;|&#1575;&#1604;&#1602;&#1608;&#1575;&#1578; &#1575;&#1604;&#1605;&#1587;&#1604;&#1581;&#1577; &#1575;&#1604;&#1593;&#1585;&#1576;&#1610;&#1577; &#1575;&#1604;&#1604;&#1610;&#1576;&#1610;&#1577;|&#1051;&#1080;&#1074;&#1080;&#1081;&#1089;&#1082;&#1072;&#1103; &#1085;&#1072;&#1094;&#1080;&#1086;&#1085;&#1072;&#1083;&#1100;&#1085;&#1072;&#1103; &#1072;&#1088;&#1084;&#1080;&#1103;|Libya Ulusal Ordusu|Ej&#233;rcito Nacional Libio"
    description "The army of Khalifa Haftar; &quot;self-styled&quot; and &quot;rebel&quot; in the words of the article."
  ]
  node [
    id 4
    label "Russia"
    actor "russia"
    name "Russia"
    type "STATE"
    country "RUS"
    from "1991-12-26"
    aliases "Russian Federation|&#1056;&#1086;&#1089;&#1089;&#1080;&#1103;|&#1056;&#1086;&#1089;&#1089;&#1080;&#1081;&#1089;&#1082;&#1072;&#1103; &#1060;&#1077;&#1076;&#1077;&#1088;&#1072;&#1094;&#1080;&#1103;|&#1585;&#1608;&#1587;&#1610;&#1575;|Rusya"
    identifiers "wikidata:Q159|iso3166:RUS|cow:365@1991-12-26..|gw:365@1991-12-26.."
    cow "365"
    gw "365"
    iso3166 "RUS"
    wikidata "Q159"
  ]
  node [
    id 5
    label "United Arab Emirates"
    actor "uae"
    name "United Arab Emirates"
    type "STATE"
    country "ARE"
    from "1971-12-02"
    aliases "UAE|Emirates|&#1575;&#1604;&#1573;&#1605;&#1575;&#1585;&#1575;&#1578;|&#1575;&#1604;&#1573;&#1605;&#1575;&#1585;&#1575;&#1578; &#1575;&#1604;&#1593;&#1585;&#1576;&#1610;&#1577; &#1575;&#1604;&#1605;&#1578;&#1581;&#1583;&#1577;|&#1054;&#1040;&#1069;|&#1054;&#1073;&#1098;&#1077;&#1076;&#1080;&#1085;&#1105;&#1085;&#1085;&#1099;&#1077; &#1040;&#1088;&#1072;&#1073;&#1089;&#1082;&#1080;&#1077; &#1069;&#1084;&#1080;&#1088;&#1072;&#1090;&#1099;|Birle&#351;ik Arap Emirlikleri"
    identifiers "wikidata:Q878|iso3166:ARE|cow:696@1971-12-02..|gw:696@1971-12-02.."
    cow "696"
    gw "696"
    iso3166 "ARE"
    wikidata "Q878"
  ]
  edge [
    source 0
    target 3
    key "egypt.supports.lna"
    label "SUPPORTS"
    edge "egypt.supports.lna"
    type "SUPPORTS"
    mutual 0
    against "gna"
    conflict "libya-2014"
    sign 1
    status "ASSERTED"
    certainty "KNOWN"
    kinds "UNKNOWN"
    from "2020-05-31"
    to "2020-05-31"
    firstReported "2020-05"
    lastReported "2020-05"
    independentSources 1
    sources "article-2020-05"
    summary "Egypt supports the Libyan National Army against the Government of National Accord (kind not known, as of May 2020)."
  ]
  edge [
    source 1
    target 3
    key "gna.opposes.lna"
    label "OPPOSES"
    edge "gna.opposes.lna"
    type "OPPOSES"
    mutual 1
    conflict "libya-2014"
    sign -1
    status "ASSERTED"
    certainty "KNOWN"
    from "2020-05-31"
    to "2020-05-31"
    firstReported "2020-05"
    lastReported "2020-05"
    independentSources 1
    sources "article-2020-05"
    summary "The Government of National Accord opposes the Libyan National Army (as of May 2020)."
  ]
  edge [
    source 2
    target 3
    key "haftar.leads.lna"
    label "LEADS"
    edge "haftar.leads.lna"
    type "LEADS"
    mutual 0
    role "field marshal and leader"
    conflict "libya-2014"
    sign 0
    status "ASSERTED"
    certainty "KNOWN"
    from "2020-05-31"
    to "2020-05-31"
    firstReported "2020-05"
    lastReported "2020-05"
    independentSources 1
    sources "article-2020-05"
    summary "Khalifa Haftar leads the Libyan National Army (field marshal and leader, as of May 2020)."
  ]
  edge [
    source 4
    target 3
    key "russia.supports.lna"
    label "SUPPORTS"
    edge "russia.supports.lna"
    type "SUPPORTS"
    mutual 0
    against "gna"
    conflict "libya-2014"
    sign 1
    status "ASSERTED"
    certainty "KNOWN"
    kinds "UNKNOWN"
    deniedKinds "TROOPS"
    from "2020-05-31"
    to "2020-05-31"
    firstReported "2020-05"
    lastReported "2020-05"
    independentSources 1
    sources "article-2020-05"
    summary "Russia supports the Libyan National Army against the Government of National Accord (kind not known, troops denied, as of May 2020)."
  ]
  edge [
    source 5
    target 3
    key "uae.supports.lna"
    label "SUPPORTS"
    edge "uae.supports.lna"
    type "SUPPORTS"
    mutual 0
    against "gna"
    conflict "libya-2014"
    sign 1
    status "ASSERTED"
    certainty "KNOWN"
    kinds "UNKNOWN"
    from "2020-05-31"
    to "2020-05-31"
    firstReported "2020-05"
    lastReported "2020-05"
    independentSources 1
    sources "article-2020-05"
    summary "The United Arab Emirates supports the Libyan National Army against the Government of National Accord (kind not known, as of May 2020)."
  ]
]
