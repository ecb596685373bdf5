[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]
public readonly partial struct EntryHash
{
}
