namespace Guarded.Store.Tests.Disk;

/// <summary>A file's content: what a reader sees, and what may be on the platter.</summary>
internal sealed class DiskFile(int number, FileImage onPlatter) : DiskNode(number)
{
    private FileImage _onPlatter = onPlatter;
    private IReadOnlyList<FileImage>? _possible;
    private int _lastWrite;
    private bool _lost;

    public FileImage Now { get; private set; } = onPlatter;

    /// <summary>What is on the platter for certain comes first; what was not flushed may be missing, cut, zeros or there.</summary>
    public IReadOnlyList<FileImage> Possible => _possible ??= _onPlatter == Now ? [Now] : [.. Unflushed().DistinctBy(image => (image.Hash, image.Written))];

    public void Write(int offset, ReadOnlySpan<byte> bytes)
    {
        var content = new byte[Math.Max(Now.Bytes.Length, offset + bytes.Length)];
        Now.Bytes.CopyTo(content, 0);
        bytes.CopyTo(content.AsSpan(offset));
        _lastWrite = offset;
        Change(new FileImage(content, Now.Written));
    }

    public void Truncate() => Change(new FileImage([], Now.Written));

    public void Stamp(DateTime written) => Change(new FileImage(Now.Bytes, written));

    /// <inheritdoc cref="NameHistory.Flush"/>
    public void Flush(bool failed)
    {
        _lost |= failed;
        if (!_lost)
            _onPlatter = Now;
        _possible = null;
    }

    private void Change(FileImage now)
    {
        Now = now;
        _possible = null;
    }

    private IEnumerable<FileImage> Unflushed()
    {
        var (bytes, before) = (Now.Bytes, _onPlatter.Bytes);
        yield return _onPlatter;
        int[] cuts = [0, _lastWrite, (_lastWrite + bytes.Length) / 2, bytes.Length / 2, bytes.Length - 1];
        foreach (var cut in cuts.Where(cut => cut >= 0 && cut < bytes.Length).Distinct())
            yield return new FileImage(bytes[..cut], Now.Written);
        if (before.Length > 0)
            yield return new FileImage([.. bytes[..(bytes.Length / 2)], .. before.Skip(bytes.Length / 2)], Now.Written);
        yield return new FileImage(new byte[bytes.Length], Now.Written);
        yield return new FileImage(bytes, _onPlatter.Written);
        yield return Now;
    }
}
