namespace Gaps;

/// <summary>E2: two writers of one hash. Each believes that the move tells it whether it was first; both may be told that they were.</summary>
public static class NonExclusiveMove
{
    public static bool Publish(string staged, string path)
    {
        try
        {
            File.Move(staged, path); // GRD1006
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
