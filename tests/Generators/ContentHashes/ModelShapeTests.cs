using System.Collections.Immutable;
using System.Reflection;
using Guarded.Generators.ContentHashes;
using Guarded.Testing.Generators;
using Microsoft.CodeAnalysis;

namespace Guarded.Generators.Tests.ContentHashes;

/// <summary>A model that holds what belongs to the compiler keeps compilations alive and is never equal to the next one.</summary>
public sealed class ModelShapeTests
{
    [Theory]
    [InlineData(ContentHashGenerator.DeclarationsStep)]
    [InlineData(ContentHashGenerator.ModelsStep)]
    public void No_model_holds_anything_of_the_compilers(string step)
    {
        foreach (var tracked in Run().StepsNamed(step))
            Assert.Empty(CompilerTypes(tracked.Value.GetType()));
    }

    [Fact]
    public void The_check_sees_through_arrays_and_nested_models() =>
        Assert.Equal([typeof(ISymbol)], CompilerTypes(typeof(Outer)).Distinct());

    [Fact]
    public void Equal_declarations_make_equal_models()
    {
        var (one, other) = (Model(Run()), Model(Run()));

        Assert.NotSame(one, other);
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void Other_surroundings_make_another_model() => Assert.NotEqual(
        Model(Run()),
        Model(ContentHashTest.Of("public partial struct Outer { [Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)] public readonly partial struct Hash; }").Run()));

    private static GeneratorRun Run() => ContentHashTest
        .Of("public static partial class Outer { [Guarded.ContentHash(Guarded.ContentHashAlgorithm.Sha256)] public readonly partial struct Hash; }")
        .Run();

    private static object Model(GeneratorRun run) => Assert.Single(run.StepsNamed(ContentHashGenerator.ModelsStep)).Value;

    private static List<Type> CompilerTypes(Type model)
    {
        var found = new List<Type>();
        var seen = new HashSet<Type>();
        var open = new Stack<Type>([model]);
        while (open.TryPop(out var type))
        {
            if (!seen.Add(type))
                continue;

            if (type.IsArray)
            {
                open.Push(type.GetElementType()!);
                continue;
            }

            if (type.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true)
            {
                found.Add(type);
                continue;
            }

            foreach (var argument in type.GetGenericArguments())
                open.Push(argument);

            for (var current = type; current is { IsPrimitive: false } && current.Assembly != typeof(object).Assembly; current = current.BaseType)
            {
                foreach (var field in current.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    open.Push(field.FieldType);
            }
        }

        return found;
    }

    private sealed record Outer(ImmutableArray<Inner> Inners);

    private sealed record Inner(ISymbol[] Symbols);
}
