using Guarded.Analyzers.Wiring;
using Guarded.Testing.Analyzers;

namespace Guarded.Analyzers.Tests.Wiring;

/// <summary>GRD2002.</summary>
public sealed class PossiblyMissingPayloadReferenceTests
{
    [Theory]
    [InlineData("Ref? found = null; if (id > 0) found = payload; Record(1, [|found|]);")]
    [InlineData("Ref? found = null; try { found = Make(); } catch (Exception) { } Record(1, [|found|]);")]
    [InlineData("Record(1, [|maybe|]);")]
    [InlineData("Record(1, [|id > 0 ? payload : null|]);")]
    [InlineData("Record(1, [|id switch { 1 => payload, _ => null }|]);")]
    [InlineData("Record(1, [|maybe ?? null|]);")]
    [InlineData("Record(1, [|factory?.Make()|]);")]
    [InlineData("Record(1, [|payload as Derived|]);")]
    [InlineData("Record(1, [|all.FirstOrDefault()|]);")]
    [InlineData("Record(1, [|unmarked.Payload|]);")]
    [InlineData("Record(payload: [|maybe|], id: 1);")]
    [InlineData("_ = new Entry(1, [|maybe|]);")]
    [InlineData("_ = new Row { Payload = [|maybe|] };")]
    [InlineData("_ = new Row { Payload = payload } with { Payload = [|maybe|] };")]
    [InlineData("RecordValue([|id > 0 ? value : default|]);")]
    [InlineData("Value found = default; if (id > 0) found = value; RecordValue([|found|]);")]
    [InlineData("Value found = new(); while (id-- > 0) found = value; RecordValue([|found|]);")]
    [InlineData("Value found = default; try { found = new Value(id); } catch (Exception) { } RecordValue([|found|]);")]
    [InlineData("Value found = default; if (id > 0 && value.Id > 1) found = value; RecordValue([|found|]);")]
    public Task A_value_that_may_be_nothing_is_found(string statements) => Test(In(statements)).RunAsync();

    [Theory]
    [InlineData("Ref? found = null; if (id > 0) found = payload; Record(1, [|found|]);")]
    [InlineData("Ref found = null; try { found = Make(); } catch (Exception) { } Record(1, [|found|]);")]
    [InlineData("Record(1, [|id > 0 ? payload : null|]);")]
    [InlineData("Record(1, [|factory?.Make()|]);")]
    [InlineData("Record(1, [|payload as Derived|]);")]
    public Task So_it_is_in_code_without_annotations(string statements) => Test("#nullable disable\n" + In(statements)).RunAsync();

    [Theory]
    [InlineData("Record(1, payload);")]
    [InlineData("Record(1, null);")]
    [InlineData("Record(1, maybe!);")]
    [InlineData("if (maybe is not null) Record(1, maybe);")]
    [InlineData("if (maybe == null) return; Record(1, maybe);")]
    [InlineData("Record(1, maybe ?? payload);")]
    [InlineData("Record(1, maybe ?? throw new InvalidOperationException());")]
    [InlineData("Ref? found = null; found = Make(); Record(1, found);")]
    [InlineData("Ref? found; if (id > 0) found = payload; else found = Make(); Record(1, found);")]
    [InlineData("Ref? found = null; if (id > 0) found = payload; if (found != null) Record(1, found);")]
    [InlineData("Record(1, row.Payload);")]
    [InlineData("_ = new Row { Payload = row.Payload };")]
    [InlineData("_ = row with { Id = 2 };")]
    [InlineData("Unmarked(maybe);")]
    [InlineData("void Forward([PayloadReference] Ref? x) => Record(1, x); Forward(payload);")]
    [InlineData("System.Linq.Expressions.Expression<Action> e = () => Record(1, maybe);")]
    [InlineData("RecordValue(value);")]
    [InlineData("Value found = default; found = value; RecordValue(found);")]
    [InlineData("Value found = default; if (id > 0) found = value; else return; RecordValue(found);")]
    [InlineData("Value found = default; Fill(out found); RecordValue(found);")]
    [InlineData("Value found = default; if (id > 0) found = value; if (found == default) return; RecordValue(found);")]
    [InlineData("Value found = default; if (id > 0) found = value; else throw new InvalidOperationException(); RecordValue(found);")]
    [InlineData("RecordValue(id > 0 ? value : new Value(1));")]
    public Task A_value_that_is_there_is_no_finding(string statements) => Test(In(statements)).RunAsync();

    [Fact]
    public Task The_message_says_what_can_happen_and_what_to_write() => new AnalyzerTest<PossiblyMissingPayloadReferenceAnalyzer>(In("Record(1, [|maybe|]);"))
    {
        References = StorageSource.Library,
        Messages = ["'payload' of 'Record' may be null or default here: on that path the row is recorded, but its bytes cannot be explained, resumed or purged. Store the bytes on every path, or record nothing."],
    }.RunAsync();

    [Fact]
    public Task An_error_is_reported_in_test_projects_too() => new AnalyzerTest<PossiblyMissingPayloadReferenceAnalyzer>(
        In("Record(1, [|maybe|]);")) { References = StorageSource.Library, Properties = { ["IsTestProject"] = "true" } }.RunAsync();

    private static AnalyzerTest<PossiblyMissingPayloadReferenceAnalyzer> Test(string source) => new(source) { References = StorageSource.Library };

    private static string In(string statements) =>
        $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Guarded;

        class Ref;
        class Derived : Ref;
        record struct Value(int Id);
        class Factory { public Ref Make() => new(); }
        record Row { public int Id { get; set; } [PayloadReference] public Ref? Payload { get; set; } }
        class Entry(int id, [PayloadReference] Ref? payload) { object? All => (id, payload); }
        class Plain { public Ref? Payload { get; set; } }

        class C
        {
            void Record(int id, [PayloadReference] Ref? payload) { }
            void RecordValue([PayloadReference] Value payload) { }
            void Unmarked(Ref? payload) { }
            void Fill(out Value value) => value = new Value(1);
            Ref Make() => new();

            void M(int id, Ref payload, Ref? maybe, Value value, Factory? factory, List<Ref> all, Plain unmarked, Row row)
            {
                {{statements}}
            }
        }
        """;
}
