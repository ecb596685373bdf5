using Guarded.Store.Objects;
using Guarded.Store.Payloads;

namespace Guarded.Store.Tests.Payloads;

/// <summary>An empty folder where a payload's file belongs, in a store of files.</summary>
public sealed class EmptyFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileObjectStore _objects;
    private readonly PayloadStore _payloads;

    public EmptyFolderTests()
    {
        _objects = FileObjectStore.Open(_folder.Path);
        _payloads = new PayloadStore(_objects);
        Directory.CreateDirectory(_folder[Sample.Key]);
    }

    public void Dispose()
    {
        _objects.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task It_is_no_finding_and_in_no_payloads_way()
    {
        Assert.True((await new PayloadVerification(_payloads).RunAsync()).IsClean);
        await _payloads.StoreAsync(Sample.Good);
        Assert.Equal(Sample.Good, await _payloads.ReadAllBytesAsync(Sample.Hash));
    }

    [Fact]
    public async Task A_sweep_removes_it()
    {
        await _payloads.SweepAsync();
        Assert.False(Directory.Exists(_folder["payloads"]));
    }

    [Fact]
    public async Task What_lies_in_one_is_foreign()
    {
        await File.WriteAllTextAsync(_folder[$"{Sample.Key}/notes"], "mine");
        var finding = Assert.Single((await new PayloadVerification(_payloads).RunAsync()).Findings);
        Assert.Equal((PayloadFindingKind.Foreign, $"{Sample.Key}/notes"), (finding.Kind, finding.Name));
    }
}
