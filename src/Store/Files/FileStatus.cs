namespace Guarded.Store.Files;

/// <summary>What Linux knows of a file: whose it is, its type and its permissions (st_mode).</summary>
internal readonly record struct FileStatus(uint Owner, uint Group, ushort Mode)
{
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    public bool IsRegularFile => (Mode & TypeMask) == Regular;
}
