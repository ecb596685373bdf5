// Each test has the processors and the disk to itself: it starts more processes than there are of the one, and waits for the other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
