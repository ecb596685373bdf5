using Guarded.Store.Objects;
using Guarded.Store.Tests.Disk;

namespace Guarded.Store.Tests.Crashes;

/// <summary>
/// Cuts the power after every operation of what happened, builds every state that the disk may be in then, opens a store
/// on it and looks whether it is what was promised. A state that came up before under the same promises is not opened again.
/// </summary>
internal sealed class CrashCheck
{
    private readonly Random _random;
    private readonly bool _promisesHold;
    private readonly Func<IObjectStore, Task> _after;
    private readonly HashSet<string> _seen = [];
    private readonly List<Violation> _violations = [];
    private long _built;
    private int _points;
    private int _sampled;

    /// <param name="random">Draws the sample where one moment has too many states.</param>
    /// <param name="after">What else must hold of a store after a crash.</param>
    /// <param name="promisesHold">Whether what was acknowledged has to survive, and not only to be whole.</param>
    public CrashCheck(Random random, Func<IObjectStore, Task>? after = null, bool promisesHold = true)
    {
        _random = random;
        _after = after ?? (_ => Task.CompletedTask);
        _promisesHold = promisesHold;
    }

    /// <summary>How many different states were opened and looked at.</summary>
    public int States => _seen.Count;

    public IReadOnlyList<Violation> Violations => _violations;

    public override string ToString()
    {
        var sample = _sampled == 0 ? "" : $"; {_sampled} of the moments had more than {CrashStates.Most} states, of which a sample was taken";
        return $"{_points} moments, {_built} crash states, {States} different ones opened and checked{sample}";
    }

    /// <summary>Looks at every crash from some operation of a trace on.</summary>
    public async Task AddAsync(Scene scene, int from)
    {
        var state = new DiskState(scene.Disk.Image);
        var history = new VisibleHistory();
        for (var operations = 0; ; operations++)
        {
            history.Add(state.Visible());
            if (operations >= from)
                await CutPowerAsync(scene, state, history.Now(scene.Witness, _promisesHold));
            if (operations == scene.Disk.Trace.Count)
                break;
            state.Apply(scene.Disk.Trace[operations].Operation);
        }
        foreach (var promise in scene.Witness.Promises.Where(promise => history.Fulfilled(promise) is null))
            _violations.Add(new Violation(ViolationKind.Untrue, $"what was said of '{promise.Key}' could never be seen"));
    }

    public void RequireNoViolation(string what) =>
        Assert.True(_violations.Count == 0, $"{what}:\n{string.Join('\n', _violations.Select(violation => $"{violation.Kind}: {violation.What}").Distinct().Take(5))}");

    private async Task CutPowerAsync(Scene scene, DiskState state, Obligations obligations)
    {
        var (images, isSample) = CrashStates.Of(state, _random);
        _points++;
        _built += images.Count;
        _sampled += isSample ? 1 : 0;
        foreach (var image in images)
        {
            if (!_seen.Add($"{image.Fingerprint}{obligations.Fingerprint}"))
                continue;
            using var recovery = new Recovery(image, scene, obligations);
            _violations.AddRange(await recovery.FindViolationsAsync(_after));
        }
    }
}
