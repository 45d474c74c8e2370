package heap

import "time"

// ReleaseGarbage is what happens once no garbage was collected for a while.
var ReleaseGarbage = releaseGarbage

// Unfollow ends what Follow began, once nothing is tidy any more.
func Unfollow() {
	for tidied.Load() != 0 {
		<-time.After(10 * time.Millisecond)
	}
	following.Store(nil)
}
