package bench

// pointData is the data of the answers about an actor's supporters, as encoding/json writes it.
type pointData struct {
	Actor struct {
		Name       string `json:"name"`
		Supporters struct {
			Nodes []struct {
				Subject  named    `json:"subject"`
				Kinds    []string `json:"kinds"`
				From     *string  `json:"from"`
				To       *string  `json:"to"`
				Evidence []struct {
					Stance string `json:"stance"`
					Source struct {
						Title     string  `json:"title"`
						Publisher *string `json:"publisher"`
						Published *string `json:"published"`
					} `json:"source"`
				} `json:"evidence"`
			} `json:"nodes"`
		} `json:"supporters"`
	} `json:"actor"`
}

// named is an actor's name.
type named struct {
	Name string `json:"name"`
}

// identified is an actor's id and name.
type identified struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// listData is the data of a page of actors.
type listData struct {
	Actors struct {
		Nodes []struct {
			identified
			Supporters struct {
				Nodes []struct {
					Subject named `json:"subject"`
				} `json:"nodes"`
			} `json:"supporters"`
		} `json:"nodes"`
	} `json:"actors"`
}

// networkData is the data of a network.
type networkData struct {
	Network struct {
		Truncated bool `json:"truncated"`
		Nodes     []struct {
			ID       string `json:"id"`
			Label    string `json:"label"`
			Type     string `json:"type"`
			Degree   int    `json:"degree"`
			Distance *int   `json:"distance"`
		} `json:"nodes"`
		Edges []struct {
			ID       string   `json:"id"`
			Source   string   `json:"source"`
			Target   string   `json:"target"`
			Type     string   `json:"type"`
			Sign     string   `json:"sign"`
			Status   string   `json:"status"`
			Kinds    []string `json:"kinds"`
			Directed bool     `json:"directed"`
		} `json:"edges"`
	} `json:"network"`
}

// pathData is the data of paths.
type pathData struct {
	Paths []struct {
		Length    int          `json:"length"`
		Sign      string       `json:"sign"`
		Actors    []identified `json:"actors"`
		Relations []struct {
			ID   string `json:"id"`
			Type string `json:"type"`
		} `json:"relations"`
	} `json:"paths"`
}

// searchData is the data of what a text finds.
type searchData struct {
	Search []struct {
		Score   float64 `json:"score"`
		Matched string  `json:"matched"`
		Node    struct {
			identified
			Aliases []string `json:"aliases"`
		} `json:"node"`
	} `json:"search"`
}

// alliesData is the data of an actor's allies.
type alliesData struct {
	Actor struct {
		Name   string `json:"name"`
		Allies []struct {
			With          identified `json:"with"`
			Sign          string     `json:"sign"`
			Score         float64    `json:"score"`
			Direct        int        `json:"direct"`
			CommonFriends int        `json:"commonFriends"`
			CommonEnemies int        `json:"commonEnemies"`
		} `json:"allies"`
	} `json:"actor"`
}
