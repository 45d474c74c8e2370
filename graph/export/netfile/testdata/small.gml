Creator "entente"
graph [
  directed 1
  multigraph 1
  title "Friends &amp; &quot;foes&quot;"
  dataset "0a1b"
  query "/export/network.gml?a=1&amp;b=2"
  authors "A&#92;|B|C"
  node [
    id 0
    label "A <&amp;> &quot;quoted&quot; 'and' &#233;"
    actor "a"
    name "A <&amp;> &quot;quoted&quot; 'and' &#233;"
  ]
  node [
    id 1
    label "&#1604;&#1610;&#1576;&#1610;&#1575; &#129409;"
    actor "b.1"
    name "&#1604;&#1610;&#1576;&#1610;&#1575; &#129409;"
    iso3166 "LBY"
    ISO3166 "two&#10;lines&#9;and a &#92; backslash"
  ]
  node [
    id 2
    label "C"
    actor "c"
    name "C"
  ]
  edge [
    source 0
    target 1
    key "r1"
    label "SUPPORTS"
    edge "r1"
    status "OVERALL"
    notes "x&#92;|y|z"
    count -2
    noted 1
    share "0.5"
  ]
  edge [
    source 0
    target 1
    key "r2"
    label "SUPPORTS"
    edge "r2"
    status "OVERALL"
    count 0
    noted 0
  ]
  edge [
    source 1
    target 0
    key "r3"
    label "SUPPORTS"
    edge "r3"
    status "OVERALL"
    count 0
    noted 0
  ]
  edge [
    source 2
    target 2
    key "r4"
    label "OPPOSES"
    edge "r4"
    status "OVERALL"
    count 0
    noted 0
  ]
]
