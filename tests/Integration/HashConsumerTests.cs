namespace Guarded.Integration.Tests;

/// <summary>Content hashes in a project that asks for all that a compiler can complain about, and builds with that as errors.</summary>
public sealed class HashConsumerTests(LocalFeed feed) : IClassFixture<LocalFeed>
{
    private const string Settings = """
        <Project>
          <PropertyGroup>
            <AnalysisLevel>latest-all</AnalysisLevel>
            <EnforceCodeStyleInBuild>true</EnforceCodeStyleInBuild>
            <GenerateDocumentationFile>true</GenerateDocumentationFile>
            <IsAotCompatible>true</IsAotCompatible>
            <EnableSingleFileAnalyzer>true</EnableSingleFileAnalyzer>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <WarningLevel>9999</WarningLevel>
            <Features>strict</Features>
          </PropertyGroup>
        </Project>
        """;

    // What is about these names and this nesting, which a test of all names cannot do without.
    private const string Names = """
        [*.cs]
        dotnet_diagnostic.CA1034.severity = none
        dotnet_diagnostic.CA1715.severity = none
        dotnet_diagnostic.CA1716.severity = none
        dotnet_diagnostic.CA1720.severity = none
        dotnet_diagnostic.CA1724.severity = none
        dotnet_diagnostic.CA1812.severity = none
        dotnet_diagnostic.CA1050.severity = none
        dotnet_diagnostic.CA1040.severity = none
        dotnet_diagnostic.CA1815.severity = none
        """;

    private const string Hashes = """
        using Guarded;

        [assembly: System.CLSCompliant(false)]

        /// <summary>In the global namespace.</summary>
        [ContentHash(ContentHashAlgorithm.Sha256)]
        public readonly partial struct GlobalHash;

        namespace Acme.Storage
        {
            /// <summary>Of SHA-256.</summary>
            [ContentHash(ContentHashAlgorithm.Sha256)]
            public readonly partial struct Fingerprint;

            /// <summary>Of SHA-384.</summary>
            [ContentHash(ContentHashAlgorithm.Sha384)]
            public readonly partial struct LongFingerprint;

            /// <summary>Of SHA-512.</summary>
            [ContentHash(ContentHashAlgorithm.Sha512)]
            public readonly partial struct LongestFingerprint;

            /// <summary>Of SHA3-256.</summary>
            [ContentHash(ContentHashAlgorithm.Sha3_256, AcceptUpperCase = true)]
            public readonly partial struct NewFingerprint;

            [ContentHash(ContentHashAlgorithm.Sha256)]
            internal readonly partial struct InternalHash;

            /// <summary>Around hashes.</summary>
            public partial class Outer
            {
                /// <summary>In a class.</summary>
                [ContentHash(ContentHashAlgorithm.Sha256)]
                public readonly partial struct PublicHash;

                /// <summary>In a class, for those that derive from it.</summary>
                [ContentHash(ContentHashAlgorithm.Sha256)]
                protected readonly partial struct ProtectedHash;

                /// <summary>In a class, for both.</summary>
                [ContentHash(ContentHashAlgorithm.Sha256)]
                protected internal readonly partial struct ProtectedInternalHash;

                [ContentHash(ContentHashAlgorithm.Sha256)]
                private protected readonly partial struct PrivateProtectedHash;

                [ContentHash(ContentHashAlgorithm.Sha256)]
                private readonly partial struct PrivateHash;

                /// <summary>Uses the private one.</summary>
                public virtual string Use() => PrivateHash.Compute([]).ToString();
            }

            /// <summary>Around a hash.</summary>
            public partial struct OuterStruct
            {
                /// <summary>In a struct.</summary>
                [ContentHash(ContentHashAlgorithm.Sha256)]
                public readonly partial struct Hash;
            }

            /// <summary>Around a hash.</summary>
            /// <param name="Number">A number.</param>
            public sealed partial record OuterRecord(int Number)
            {
                /// <summary>In a record.</summary>
                [ContentHash(ContentHashAlgorithm.Sha256)]
                public readonly partial struct Hash;
            }

            /// <summary>Around a hash.</summary>
            public partial interface IOuter
            {
                /// <summary>In an interface.</summary>
                [ContentHash(ContentHashAlgorithm.Sha256)]
                public readonly partial struct Hash;
            }
        }

        namespace @namespace.@class
        {
            /// <summary>A keyword.</summary>
            [ContentHash(ContentHashAlgorithm.Sha256)]
            public readonly partial struct @struct;
        }
        """;

    private const string FileScoped = """
        namespace Acme.Files;

        /// <summary>In a namespace of its whole file.</summary>
        [Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]
        public readonly partial struct FileHash;
        """;

    private const string Program = """
        using System;
        using System.Globalization;
        using System.Text.Json;
        using System.Text.Json.Serialization;
        using Acme.Storage;

        var hash = Fingerprint.Parse("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", CultureInfo.InvariantCulture);
        var text = JsonSerializer.Serialize(hash, HashContext.Default.Fingerprint);
        var back = JsonSerializer.Deserialize(text, HashContext.Default.Fingerprint);
        Console.WriteLine($"{text} {back == hash} {hash:X} {LongestFingerprint.TryParse(text, CultureInfo.InvariantCulture, out _)}");

        [JsonSerializable(typeof(Fingerprint))]
        internal sealed partial class HashContext : JsonSerializerContext;
        """;

    [Fact]
    public async Task Nothing_emitted_gets_a_warning()
    {
        var user = feed.NewConsumer();
        user.AddProject("Lib", "Library", ["Guarded.Store"]);
        user.AddProject("App", "Exe", ["Guarded.Store"], "Lib");
        user.Write("Directory.Build.props", Settings);
        user.Write(".editorconfig", Names);
        user.Write("Lib/Hashes.cs", Hashes);
        user.Write("Lib/FileScoped.cs", FileScoped);
        user.Write("App/Program.cs", Program);

        var built = (await user.DotnetAsync("build", "App")).Succeeded();
        Assert.Contains("0 Warning(s)", built.Output, StringComparison.Ordinal);

        var ran = (await user.DotnetAsync("run", "--no-build", "--project", "App")).Succeeded();
        Assert.Contains(
            "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\" True BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD False",
            ran.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_beside_EF_Core_and_Dapper_with_no_rule_switched_off()
    {
        var user = feed.NewConsumer();
        user.AddProject("Lib", "Library", ["Guarded.Store", "Microsoft.EntityFrameworkCore", "Dapper"]);
        user.Write("Directory.Build.props", Settings);
        user.Write("Lib/Fingerprint.cs", """
            using System;
            using Guarded;

            [assembly: CLSCompliant(false)]

            namespace Acme.Storage;

            /// <summary>Of SHA-256.</summary>
            [ContentHash(ContentHashAlgorithm.Sha256)]
            public readonly partial struct Fingerprint;

            /// <summary>Uses what is emitted.</summary>
            public static class FingerprintConverters
            {
                /// <summary>The kinds of its converters.</summary>
                public static System.Collections.Generic.IReadOnlyList<Type> All => [typeof(Fingerprint.EfValueConverter), typeof(Fingerprint.EfValueComparer), typeof(Fingerprint.DapperTypeHandler)];
            }
            """);

        var built = (await user.DotnetAsync("build", "Lib")).Succeeded();
        Assert.Contains("0 Warning(s)", built.Output, StringComparison.Ordinal);
    }
}
