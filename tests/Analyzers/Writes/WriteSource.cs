namespace Guarded.Analyzers.Tests.Writes;

/// <summary>Statements, in a method with what they need.</summary>
internal static class WriteSource
{
    /// <param name="statements">Marked or not.</param>
    /// <param name="members">What else is in the class.</param>
    public static string In(string statements, string members = "") =>
        $$"""
        using System;
        using System.IO;
        using System.Text;
        using System.Threading;
        using System.Threading.Tasks;

        class Store
        {
            private readonly string _root = Environment.CurrentDirectory;
            private readonly object _gate = new();
            private readonly SemaphoreSlim _turn = new(1);
            {{members}}

            async Task Save(string path, string other, string text, byte[] bytes, CancellationToken token)
            {
                await Task.Yield();
                {{statements}}
            }
        }

        """;
}
