// Each test starts programs of its own and holds them to times: one at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
