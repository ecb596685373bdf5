using Guarded.Generators.ContentHashes;
using Guarded.Testing.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>What cannot be completed is left alone; rules GRD3101 to GRD3105 report it.</summary>
public sealed class RefusalTests
{
    private const string Mark = "[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]";

    [Theory]
    [InlineData("public readonly struct H;")]
    [InlineData("public partial struct H;")]
    [InlineData("public readonly ref partial struct H;")]
    [InlineData("public readonly partial struct H<T>;")]
    [InlineData("public readonly partial record struct H;")]
    [InlineData("file readonly partial struct H;")]
    [InlineData("[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Explicit)] public readonly partial struct H;")]
    [InlineData("public readonly partial struct H { public readonly int Number; }")]
    [InlineData("public readonly partial struct H { public int Number { get; } }")]
    [InlineData("public readonly partial struct H(int number) { public int Number => number; }")]
    [InlineData("public readonly partial struct H { public const int SizeInBytes = 20; }")]
    [InlineData("public readonly partial struct H { public bool IsDefault => true; }")]
    [InlineData("public readonly partial struct H { public static H Parse(string text) => default; }")]
    [InlineData("public readonly partial struct H { public static int Parse => 1; }")]
    [InlineData("public readonly partial struct H { public class Compute; }")]
    [InlineData("public readonly partial struct H { public override string ToString() => \"\"; }")]
    [InlineData("public readonly partial struct H { private struct _digest; }")]
    [InlineData("public readonly partial struct Parse;")]
    public void The_declaration_is_left_alone(string declaration) =>
        Assert.Empty(ContentHashTest.Of(Mark + declaration).Run().Outputs);

    [Theory]
    [InlineData("public class A { $ public readonly partial struct H; }")]
    [InlineData("public class A { public partial class B { $ public readonly partial struct H; } }")]
    [InlineData("public partial class A<T> { $ public readonly partial struct H; }")]
    [InlineData("file partial class A { $ public readonly partial struct H; }")]
    public void So_is_one_whose_surroundings_do_not_allow_it(string declaration) =>
        Assert.Empty(ContentHashTest.Of(declaration.Replace("$", Mark, StringComparison.Ordinal)).Run().Outputs);

    [Theory]
    [InlineData("default")]
    [InlineData("(Guarded.ContentHashAlgorithm)5")]
    public void So_is_one_of_an_unknown_algorithm(string algorithm) =>
        Assert.Empty(ContentHashTest.Of($"[Guarded.ContentHash({algorithm})] public readonly partial struct H;").Run().Outputs);

    [Theory]
    [InlineData("public readonly partial struct H;")]
    [InlineData("[Other.ContentHash] public readonly partial struct H;")]
    [InlineData("[Guarded.Inner.ContentHash] public readonly partial struct H;")]
    public void What_is_not_marked_is_none_of_its_business(string declaration) => Assert.Empty(ContentHashTest.Of(
        $$"""
        {{declaration}}
        namespace Other { public sealed class ContentHashAttribute : System.Attribute; }
        namespace Guarded.Inner { public sealed class ContentHashAttribute : System.Attribute; }
        """).Run().Outputs);

    [Theory]
    [InlineData("public readonly partial struct H { public static bool operator <(H left, H right) => false; public static bool operator >(H left, H right) => false; }")]
    [InlineData("public readonly partial struct H { public int CompareTo(H other) => 0; }")]
    [InlineData("public readonly partial struct H { public class JsonConverter { } }")]
    [InlineData("public readonly partial struct H { public class EfValueConverter { } }")]
    [InlineData("public readonly partial struct H { public static int DapperTypeHandler => 1; }")]
    [InlineData("public readonly partial struct H { public bool TryFormat(System.Span<byte> to, out int written, System.ReadOnlySpan<char> format, System.IFormatProvider? provider) { written = 0; return false; } }")]
    [InlineData("public readonly partial struct H { private static string Codec => \"\"; }")]
    [InlineData("public readonly partial struct JsonConverter { }")]
    public void So_is_one_with_a_member_that_its_newer_members_would_meet(string declaration) =>
        Assert.Empty(ContentHashTest.Of(Mark + declaration).Run().Outputs);

    [Fact]
    public void So_is_one_in_a_project_of_an_older_language()
    {
        var test = new GeneratorTest<ContentHashGenerator>(Mark + "public readonly partial struct H { }")
        {
            LanguageVersion = LanguageVersion.CSharp11,
            References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        };

        Assert.Empty(test.Run().Outputs);
    }

    // A framework of our own, which has what this takes and nothing more: what .NET 9 brought is not there.
    [Fact]
    public void So_is_one_in_a_project_of_an_older_framework()
    {
        var framework = CSharpCompilation.Create(
            "System.Runtime",
            [CSharpSyntaxTree.ParseText(
                """
                namespace System
                {
                    public class Object { } public abstract class ValueType { } public abstract class Enum : ValueType { } public class String { } public class Attribute { }
                    public struct Void { } public struct Boolean { } public struct Int32 { }
                    public static class Convert { public static string ToHexString(int number) => ""; }
                    public enum AttributeTargets { Class = 4, Struct = 8 }
                    public sealed class AttributeUsageAttribute : Attribute { public AttributeUsageAttribute(AttributeTargets validOn) { } public bool AllowMultiple { get; set; } public bool Inherited { get; set; } }
                }
                """)],
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var test = new GeneratorTest<ContentHashGenerator>(
            """
            namespace Guarded { internal sealed class ContentHashAttribute : System.Attribute { public ContentHashAttribute(int algorithm) { } } }
            namespace Acme { [Guarded.ContentHash(1)] public readonly partial struct H { } }
            """)
        {
            Framework = [framework.ToMetadataReference()],
        };

        Assert.Empty(test.Run().Outputs);
    }

    [Fact]
    public void Half_written_declarations_are_no_trouble()
    {
        const string Whole =
            """
            using Guarded;
            namespace Acme.Storage;
            public static partial class Outer
            {
                [ContentHash(ContentHashAlgorithm.Sha256)]
                public readonly partial struct Hash : System.IEquatable<Hash>
                {
                    public static Hash Parse(int number, string text) => default;
                    public int Version => 1;
                }
            }
            """;

        for (int length = 0; length <= Whole.Length; length++)
            Assert.InRange(ContentHashTest.Broken(Whole[..length]).Run().HashFiles().Count, 0, 1);
    }

    [Theory]
    [InlineData("[Guarded.ContentHash] public readonly partial struct H;")]
    [InlineData("[Guarded.ContentHash()] public readonly partial struct H;")]
    [InlineData("[Guarded.ContentHash(\"SHA256\")] public readonly partial struct H;")]
    [InlineData("[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha1)] public readonly partial struct H;")]
    [InlineData("[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256, 1)] public readonly partial struct H;")]
    [InlineData("[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)] public readonly partial class H;")]
    [InlineData("[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)] public readonly partial struct H; public struct H;")]
    public void An_attribute_that_does_not_compile_emits_nothing(string source) =>
        Assert.Empty(ContentHashTest.Broken(source).Run().Outputs);
}
