package reconcile

import "entente/graph/alliance"

// A manifest describes the service.
type manifest struct {
	Versions        []string          `json:"versions"`
	Name            string            `json:"name"`
	IdentifierSpace string            `json:"identifierSpace"`
	SchemaSpace     string            `json:"schemaSpace"`
	DefaultTypes    []kind            `json:"defaultTypes"`
	Documentation   string            `json:"documentation"`
	View            map[string]string `json:"view"`
	Preview         previewMetadata   `json:"preview"`
	Suggest         suggestMetadata   `json:"suggest"`
	Extend          extendMetadata    `json:"extend"`
	BatchSize       int               `json:"batchSize"`
}

// A previewMetadata is where previews are, and the size of their frame in pixels.
type previewMetadata struct {
	URL    string `json:"url"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// A suggestMetadata is where suggestions of each sort of thing are.
type suggestMetadata struct {
	Entity   location `json:"entity"`
	Property location `json:"property"`
	Type     location `json:"type"`
}

// A location is a URL in two parts, with that of the flyouts if there are any.
type location struct {
	ServiceURL        string `json:"service_url"`
	ServicePath       string `json:"service_path"`
	FlyoutServicePath string `json:"flyout_service_path,omitempty"`
}

// An extendMetadata is where the properties for data extension are.
type extendMetadata struct {
	ProposeProperties location `json:"propose_properties"`
	PropertySettings  []string `json:"property_settings"`
}

// newManifest returns the manifest of the service at a base address.
func newManifest(base string, d *alliance.Dataset) *manifest {
	at := base + Path
	suggest := func(what string) location {
		return location{at, "/suggest/" + what, "/flyout/" + what + "?id=${id}"}
	}
	return &manifest{
		Versions:        []string{"0.2"},
		Name:            nameOf(d),
		IdentifierSpace: at + "/view?id=",
		SchemaSpace:     base + "/schema.graphqls",
		DefaultTypes:    []kind{kinds[0]},
		Documentation:   base + "/",
		View:            map[string]string{"url": at + "/view?id={{id}}"},
		Preview:         previewMetadata{at + "/preview?id={{id}}", 430, 300},
		Suggest:         suggestMetadata{suggest("entity"), suggest("property"), suggest("type")},
		Extend:          extendMetadata{location{ServiceURL: at, ServicePath: "/properties"}, []string{}},
		BatchSize:       mostQueries,
	}
}

// nameOf returns the name of a data set: those of what it is from.
func nameOf(d *alliance.Dataset) string {
	name := "Entente"
	for i, c := range d.Collections {
		separator := ", "
		if i == 0 {
			separator = ": "
		}
		name += separator + string(c.Title)
	}
	return name
}
