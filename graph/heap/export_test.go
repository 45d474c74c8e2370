package heap

// ReleaseGarbage is what happens once no garbage was collected for a while.
var ReleaseGarbage = releaseGarbage
