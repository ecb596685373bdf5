namespace Fixes.Writes;

internal static class RenameWithoutFlush
{
    public static void Save(string path, string json)
    {
        var staged = path + "." + Path.GetRandomFileName();
        File.WriteAllText(staged, json);
        File.Move(staged, path, overwrite: true);
    }

    public static async Task SaveAsync(string path, byte[] bytes)
    {
        var staged = $"{path}.{Guid.NewGuid()}";
        await File.WriteAllBytesAsync(staged, bytes);
        File.Move(staged, path, overwrite: true);
    }
}
