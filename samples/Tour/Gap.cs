namespace Tour;

/// <summary>A line that must not compile, and the rule that must stop it.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Rule">The rule's ID.</param>
public readonly record struct Gap(string File, int Line, string Rule);
