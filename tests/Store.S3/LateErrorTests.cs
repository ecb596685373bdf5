using System.Net;
using Guarded.Store.Objects;

namespace Guarded.Store.S3.Tests;

/// <summary>S3 may begin to answer "200 OK" before it has completed an upload, and then say in the answer that it failed.</summary>
public sealed class LateErrorTests : BucketTest
{
    private const int PartSize = S3ObjectStoreOptions.MinPartSize;

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_error_within_an_answer_that_began_well_is_tried_again(bool applied)
    {
        var store = Open(Connections.Answers(HttpStatusCode.OK, "InternalError", Connections.IsComplete, applied: applied), new() { PartSize = PartSize });
        var put = await store.PutAsync(Key, new byte[PartSize + 1], PutCondition.IfAbsent);
        Assert.Equal(new ObjectInfo(Key, PartSize + 1, Assert.NotNull(put.Version)), await Open().HeadAsync(Key));
    }
}
