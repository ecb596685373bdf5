using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Guarded.Store.Attachments;

namespace Guarded.Store.Tests.Attachments;

public sealed class MetadataKeyTests
{
    [Fact]
    public void A_key_that_is_null_is_refused() =>
        Assert.Contains("key is null", Assert.Throws<ArgumentException>(() => new AttachmentDescription("text/plain") { Metadata = new NullKeyed() }).Message, StringComparison.Ordinal);

    // Some dictionaries allow it, whatever the annotations say.
    private sealed class NullKeyed : IReadOnlyDictionary<string, string>
    {
        public int Count => 1;

        public IEnumerable<string> Keys => [null!];

        public IEnumerable<string> Values => [""];

        public string this[string key] => "";

        public bool ContainsKey(string key) => true;

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
        {
            value = "";
            return true;
        }

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Enumerable.Repeat(new KeyValuePair<string, string>(null!, ""), 1).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
