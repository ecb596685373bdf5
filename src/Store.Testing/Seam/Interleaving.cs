using System.Globalization;
using System.Text;
using Guarded.Store.Attachments;
using Guarded.Store.Objects;

namespace Guarded.Store.Testing.Seam;

/// <summary>
/// Several writers add and delete attachments of two contents at once, in an order that a seed decides. Every second seed has
/// recoveries among them that take every other writer for dead.
/// </summary>
internal sealed class Interleaving(int seed)
{
    private const int Writers = 4;
    private const int Steps = 5;

    private readonly Dictionary<AttachmentId, string> _there = [];

    /// <summary>Whether recoveries run meanwhile.</summary>
    public bool Recovers => seed % 2 == 1;

    /// <summary>The ids that were added and not deleted, with their contents.</summary>
    public IReadOnlyDictionary<AttachmentId, string> There => _there;

    /// <summary>So many seeds, or the one that GUARDED_SEED names.</summary>
    public static IEnumerable<int> SeedsToTry(int count) =>
        Environment.GetEnvironmentVariable("GUARDED_SEED") is { Length: > 0 } seed ? [int.Parse(seed, CultureInfo.InvariantCulture)] : Enumerable.Range(0, count);

    public async Task RunAsync(IObjectStore objects, Func<IObjectStore, IAttachments> open)
    {
        var turns = new TakingTurns(seed);
        var gated = new GatedObjectStore(objects, turns);
        var writers = Enumerable.Range(0, Writers).Select(index => new Func<Task>(() => WriteAsync(open(gated), new Random(seed * Writers + index))));
        await turns.RunAsync([.. writers, .. Recovers ? [() => RecoverAsync(open(gated))] : Array.Empty<Func<Task>>()]);
    }

    private async Task WriteAsync(IAttachments attachments, Random random)
    {
        for (var step = 0; step < Steps; step++)
        {
            if (random.Next(2) == 0)
                await AddAsync(attachments, random.Next(2) == 0 ? "one" : "other");
            else
                await DeleteAsync(attachments, random);
        }
    }

    private async Task AddAsync(IAttachments attachments, string content)
    {
        try
        {
            var id = await attachments.AddAsync(Encoding.UTF8.GetBytes(content));
            lock (_there)
                _there.Add(id, content);
        }
        catch (AttachmentAbandonedException) when (Recovers)
        {
        }
    }

    private async Task DeleteAsync(IAttachments attachments, Random random)
    {
        AttachmentId id;
        lock (_there)
        {
            if (_there.Count == 0)
                return;
            id = _there.Keys.ElementAt(random.Next(_there.Count));
            _there.Remove(id);
        }
        Assert.True(await attachments.DeleteAsync(id));
    }

    private static async Task RecoverAsync(IAttachments attachments)
    {
        for (var round = 0; round < 3; round++)
            await attachments.RecoverAsync();
    }
}
