package view

// CreationPreview is what a policy of creating agents would mean to the members of a workspace.
type CreationPreview struct {
	MayCreate    int
	LeftOut      []User // by name, at most 100
	LeftOutCount int
}
