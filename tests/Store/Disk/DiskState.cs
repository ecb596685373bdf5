namespace Guarded.Store.Tests.Disk;

/// <summary>A disk between two operations: what a reader sees, and what may be on the platter.</summary>
internal sealed class DiskState
{
    private readonly Dictionary<int, DiskNode> _nodes = [];

    public DiskState(DiskImage image)
    {
        Root = Add(new DiskFolder(NextNumber));
        var folders = new Dictionary<string, DiskFolder> { [""] = Root };
        var files = new Dictionary<int, DiskFile>();
        foreach (var (path, number, file) in image.Entries)
        {
            var slash = path.LastIndexOf('/');
            var parent = folders[slash < 0 ? "" : path[..slash]];
            DiskNode node = file is null
                ? folders[path] = Add(new DiskFolder(NextNumber))
                : files.TryGetValue(number, out var known) ? known : files[number] = Add(new DiskFile(NextNumber, file));
            parent.Plant(path[(slash + 1)..], node);
        }
    }

    public DiskFolder Root { get; }

    public int NextNumber => _nodes.Count;

    public DiskFile File(int number) => (DiskFile)_nodes[number];

    public void Apply(DiskOperation operation)
    {
        switch (operation)
        {
            case DiskOperation.CreateFolder made:
                Folder(made.Parent).Change(made.Name, Add(new DiskFolder(made.Folder)));
                break;
            case DiskOperation.CreateFile made:
                var file = Add(new DiskFile(made.File, new FileImage([], SimulatedDisk.Created)));
                if (made.Name is { } name)
                    Folder(made.Parent).Change(name, file);
                break;
            case DiskOperation.Truncate truncated:
                File(truncated.File).Truncate();
                break;
            case DiskOperation.Write written:
                File(written.File).Write(written.Offset, written.Bytes.Span);
                break;
            case DiskOperation.Stamp stamped:
                File(stamped.File).Stamp(stamped.Written);
                break;
            case DiskOperation.FlushFile flushed:
                File(flushed.File).Flush(flushed.Failed);
                break;
            case DiskOperation.FlushFolder flushed:
                Folder(flushed.Folder).Flush(flushed.Failed);
                break;
            case DiskOperation.Link linked:
                Folder(linked.Parent).Change(linked.Name, _nodes[linked.File]);
                break;
            case DiskOperation.Rename renamed:
                var moved = Folder(renamed.From).Find(renamed.Existing);
                Folder(renamed.To).Change(renamed.Name, moved);
                Folder(renamed.From).Change(renamed.Existing, null);
                break;
            case DiskOperation.Delete deleted:
                Folder(deleted.Parent).Change(deleted.Name, null);
                break;
            case DiskOperation.RemoveFolder removed:
                Folder(removed.Parent).Change(removed.Name, null);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operation), operation, "A disk cannot do this.");
        }
    }

    /// <summary>What a reader sees.</summary>
    public DiskImage Visible()
    {
        var entries = new List<ImageEntry>();
        Add(Root, "");
        return new DiskImage(entries);

        void Add(DiskFolder folder, string above)
        {
            foreach (var (name, node) in folder.Visible)
            {
                entries.Add(new ImageEntry(above + name, node.Number, (node as DiskFile)?.Now));
                if (node is DiskFolder below)
                    Add(below, $"{above}{name}/");
            }
        }
    }

    private DiskFolder Folder(int number) => (DiskFolder)_nodes[number];

    private T Add<T>(T node) where T : DiskNode
    {
        _nodes.Add(node.Number, node);
        return node;
    }
}
