using Guarded.Store.Files;

namespace Guarded.Store.Objects;

/// <summary>An open folder that several calls use at once. It is closed when the store has dropped it and the last of them is done: each disposes it once.</summary>
internal sealed class SharedFolder(Folder folder) : IDisposable
{
    private int _users = 1; // the store, until it drops the folder
    private volatile bool _ensured;

    public Folder Folder => folder;

    /// <summary>Whether its name, and all names above it, are known to be on disk.</summary>
    public bool IsEnsured
    {
        get => _ensured;
        set => _ensured = value;
    }

    /// <summary>Begins a use. False where it is closed already.</summary>
    public bool TryUse()
    {
        var users = _users;
        while (users > 0)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
                return true;
            users = seen;
        }
        return false;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            folder.Dispose();
    }
}
