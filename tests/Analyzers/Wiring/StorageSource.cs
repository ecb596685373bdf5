using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Guarded.Analyzers.Tests.Wiring;

/// <summary>Stores of the sources' own, marked, beside the library's.</summary>
internal static class StorageSource
{
    public const string Declarations =
        """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Runtime.InteropServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Acme;
        using Guarded;

        namespace Acme
        {
            [StorageDependency]
            public interface IStore
            {
                [return: PayloadReference] string Store(byte[] data);
                [return: PayloadReference] Task<string> StoreAsync(byte[] data, CancellationToken cancellationToken = default);
                bool Has(string reference);
            }

            public class FileStore(string path) : IStore
            {
                public string Path => path;
                public string Store(byte[] data) => path;
                public Task<string> StoreAsync(byte[] data, CancellationToken cancellationToken = default) => Task.FromResult(path);
                public bool Has(string reference) => false;
                public static FileStore Open(string path) => new(path);
                public static FileStore Default { get; } = new("");
            }

            public sealed class NullStore() : FileStore("")
            {
                public static NullStore Instance { get; } = new();
            }

            public interface ILog;
        }

        """;

    public static ImmutableArray<MetadataReference> Library { get; } = [MetadataReference.CreateFromFile(typeof(PayloadReferenceAttribute).Assembly.Location)];
}
