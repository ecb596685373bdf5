using Guarded.Testing.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>Each test compiles a declaration, completes it, and runs the result.</summary>
public sealed class DeclarationTests
{
    private const string Mark = "[Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)]";

    [Theory]
    [InlineData("file-scoped", "namespace Acme.Storage; $ public readonly partial struct H;", "Acme.Storage.H")]
    [InlineData("block", "namespace Acme { namespace Storage { $ public readonly partial struct H; } }", "Acme.Storage.H")]
    [InlineData("global", "$ public readonly partial struct H;", "H")]
    [InlineData("internal", "namespace Acme; $ internal readonly partial struct H;", "Acme.H")]
    [InlineData("no accessibility", "namespace Acme; $ readonly partial struct H;", "Acme.H")]
    [InlineData("empty body", "namespace Acme; $ readonly partial struct H { }", "Acme.H")]
    [InlineData("a namespace of keywords", "namespace @class.@namespace; $ public readonly partial struct H;", "@class.@namespace.H")]
    [InlineData("a keyword", "namespace Acme; $ public readonly partial struct @class;", "Acme.@class")]
    [InlineData("a contextual keyword", "namespace Acme; $ public readonly partial struct @record;", "Acme.@record")]
    [InlineData("a lower-case name", "namespace Acme; $ public readonly partial struct @hash;", "Acme.@hash")]
    [InlineData("letters beyond ASCII", "namespace Größe; $ public readonly partial struct Прüfsumme;", "Größe.Прüfsumme")]
    [InlineData("a namespace named System", "namespace Acme.System; $ public readonly partial struct H; class Convert; class Span;", "Acme.System.H")]
    [InlineData("types that hide the framework's", "namespace Acme; $ public readonly partial struct H; class Stream; class String; class System;", "Acme.H")]
    [InlineData("in a class", "namespace Acme; partial class A { $ internal readonly partial struct H; }", "Acme.A.H")]
    [InlineData("in a static class", "namespace Acme; static partial class A { $ internal readonly partial struct H; }", "Acme.A.H")]
    [InlineData("in a struct", "namespace Acme; partial struct A { $ internal readonly partial struct H; }", "Acme.A.H")]
    [InlineData("in a readonly ref struct", "namespace Acme; readonly ref partial struct A { $ internal readonly partial struct H; }", "Acme.A.H")]
    [InlineData("in an interface", "namespace Acme; partial interface A { $ internal readonly partial struct H; }", "Acme.A.H")]
    [InlineData("in a record", "namespace Acme; partial record A(int X) { $ internal readonly partial struct H; }", "Acme.A.H")]
    [InlineData("in a record struct", "namespace Acme; partial record struct A(int X) { $ internal readonly partial struct H; }", "Acme.A.H")]
    [InlineData("deep", "namespace Acme; partial class @event { public partial struct B { $ internal readonly partial struct @int; } }", "Acme.@event.B.@int")]
    [InlineData("an alias of the attribute", "using Mark = Guarded.ContentHashAttribute; namespace Acme; [Mark(Guarded.ContentHashAlgorithm.Sha256)] partial struct H; readonly partial struct H;", "Acme.H")]
    [InlineData("a constant of the algorithm", "namespace Acme; static class C { public const Guarded.ContentHashAlgorithm A = Guarded.ContentHashAlgorithm.Sha256; } [Guarded.ContentHash(C.A)] readonly partial struct H;", "Acme.H")]
    [InlineData("a named argument", "namespace Acme; [Guarded.ContentHash(algorithm: Guarded.ContentHashAlgorithm.Sha256)] readonly partial struct H;", "Acme.H")]
    [InlineData("another interface", "namespace Acme; $ readonly partial struct H : System.IEquatable<H>, System.IComparable<H> { }", "Acme.H")]
    [InlineData("types that the aliases are named like", "namespace Acme { class System; class By; class Guarded; } namespace Acme.Inner { [global::Guarded.ContentHash(global::Guarded.ContentHashAlgorithm.Sha256)] readonly partial struct H; class System; class By; class Guarded; }", "Acme.Inner.H")]
    [InlineData("named like an alias", "namespace Acme.Inner; [global::Guarded.ContentHash(global::Guarded.ContentHashAlgorithm.Sha256)] readonly partial struct System;", "Acme.Inner.System")]
    [InlineData("named like another alias", "namespace Acme.Inner; [global::Guarded.ContentHash(global::Guarded.ContentHashAlgorithm.Sha256)] readonly partial struct Guarded;", "Acme.Inner.Guarded")]
    [InlineData("named like an alias in the global namespace", "$ readonly partial struct Flow;", "Flow")]
    [InlineData("named like an alias in a type that is too", "namespace Acme; partial class By { $ internal readonly partial struct Flow; }", "Acme.By.Flow")]
    [InlineData("types of the global namespace that the aliases are named like", "$ readonly partial struct H; class By;", "H")]
    public void It_is_completed(string what, string declaration, string type)
    {
        Assert.NotEmpty(what);
        var run = ContentHashTest.Of(declaration.Replace("$", Mark, StringComparison.Ordinal)).Add("Program.cs", Program(type)).Run();

        Assert.Equal(Known.OfAbc, run.Invoke<string>("Program", "Hash", "abc"));
        Assert.Equal(Known.OfNothing, run.Invoke<string>("Program", "RoundTrip", Known.OfNothing));
    }

    [Fact]
    public void A_private_one_is_completed()
    {
        var run = ContentHashTest.Of(
            $$"""
            public static partial class Program
            {
                public static string Hash(string text) => H.Compute(System.Text.Encoding.UTF8.GetBytes(text)).ToString();

                {{Mark}}
                private readonly partial struct H;
            }
            """).Run();

        Assert.Equal(Known.OfAbc, run.Invoke<string>("Program", "Hash", "abc"));
    }

    [Fact]
    public void The_messages_name_the_type_as_people_do()
    {
        var run = ContentHashTest.Of($"{Mark} readonly partial struct @class;").Add("Program.cs", Program("@class")).Run();

        Assert.StartsWith("class takes 64", Assert.Throws<FormatException>(() => run.Invoke<string>("Program", "RoundTrip", "")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_its_own_stay()
    {
        var run = ContentHashTest.Of(
            $$"""
            {{Mark}}
            public readonly partial struct H
            {
                public static readonly H OfNothing = Compute([]);
                public const int Version = 1;

                public H(string text) => this = Parse(text);

                public static int Count { get; set; }
                public string Short => ToString()[..8];

                public static H Parse(int number) => Compute(System.BitConverter.GetBytes(number));
                public bool Equals(string text) => ToString() == text;
                public void CopyTo(byte[] destination, int index) => CopyTo(destination.AsSpan(index));
                public T Compute<T>(T value) => value;
                public static explicit operator string(H hash) => hash.ToString();
            }

            public static class Program
            {
                public static string Main() => new H((string)H.OfNothing).Short;
            }
            """).Add("Usings.cs", "global using System;").Run();

        Assert.Equal(Known.OfNothing[..8], run.Invoke<string>("Program", "Main"));
    }

    [Fact]
    public void The_attributes_may_be_the_projects_own()
    {
        var run = ContentHashTest.WithoutLibrary($"{Mark} public readonly partial struct H;").Add("Program.cs", Program("H")).Run();

        Assert.Equal(Known.OfAbc, run.Invoke<string>("Program", "Hash", "abc"));
    }

    [Fact]
    public void Several_in_one_file_get_a_file_each()
    {
        var run = ContentHashTest.Of(
            $$"""
            namespace A { {{Mark}} public readonly partial struct H; {{Mark}} public readonly partial struct h; }
            namespace B { {{Mark}} public readonly partial struct H; }
            namespace A.B { {{Mark}} public readonly partial struct H; }
            public static partial class C { {{Mark}} public readonly partial struct H; }
            namespace a { {{Mark}} public readonly partial struct H; }
            """,
            "CS8981", "CS8981").Run();

        Assert.Equal(6, run.HashFiles().Count);
        Assert.Equal(6, run.HashFiles().Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(run.HashFiles().Keys, name => Assert.Matches(@"^[\w.+]+\.[0-9a-f]{8}\.g\.cs\z", name));
    }

    [Fact]
    public void Parts_in_several_files_make_one()
    {
        var run = ContentHashTest
            .Of($"namespace Acme; {Mark} public readonly partial struct H;")
            .Add("Other.cs", "namespace Acme; partial struct H { public int Length => 32; }")
            .Run();

        Assert.Single(run.HashFiles());
    }

    [Fact]
    public void A_mark_on_two_parts_is_the_compilers_to_refuse_and_emits_once()
    {
        var run = ContentHashTest
            .Of($"namespace Acme; {Mark} public readonly partial struct H;", "CS0579")
            .Add("Other.cs", $"namespace Acme; {Mark} partial struct H;")
            .Run();

        Assert.Single(run.HashFiles());
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public void Every_language_version_since_12_will_do(LanguageVersion version)
    {
        var test = new GeneratorTest<Guarded.Generators.ContentHashes.ContentHashGenerator>($"{Mark} public readonly partial struct H;")
        {
            LanguageVersion = version,
            References = [MetadataReference.CreateFromFile(typeof(ContentHashAttribute).Assembly.Location)],
        };

        Assert.Equal(Known.OfAbc, test.Add("Program.cs", Program("H")).Run().Invoke<string>("Program", "Hash", "abc"));
    }

    private static string Program(string type) =>
        $$"""
        public static class Program
        {
            public static string Hash(string text) => global::{{type}}.Compute(System.Text.Encoding.UTF8.GetBytes(text)).ToString();

            public static string RoundTrip(string text) => global::{{type}}.Parse(text).ToString();
        }
        """;
}
