// Builds of one project, and packs of what it refers to, meet in the same obj folders.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
