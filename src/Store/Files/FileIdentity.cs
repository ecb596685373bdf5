namespace Guarded.Store.Files;

/// <summary>Which file of which file system (st_dev, st_ino). Reused once nothing holds the file any more.</summary>
internal readonly record struct FileIdentity(uint DeviceMajor, uint DeviceMinor, ulong Number);
