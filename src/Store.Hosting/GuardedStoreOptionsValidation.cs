using Guarded.Store.Leases;
using Microsoft.Extensions.Options;

namespace Guarded.Store.Hosting;

/// <summary>Says all that is wrong with the options at once, each with the setting's name and what it may be.</summary>
internal sealed class GuardedStoreOptionsValidation : IValidateOptions<GuardedStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, GuardedStoreOptions options) =>
        Faults(options).ToList() is { Count: > 0 } faults ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;

    private static IEnumerable<string> Faults(GuardedStoreOptions options)
    {
        if (options.Path is null && options.Objects is null)
            yield return "Guarded's store has no place: set Path to its folder, or Objects to what opens another backend.";
        if (options.Path is not null && options.Objects is not null)
            yield return "Guarded's store has two places: set Path or Objects, not both.";
        if (options.Path is { } path && string.IsNullOrWhiteSpace(path))
            yield return "Path is blank: set it to the folder of Guarded's store.";
        if (!Enum.IsDefined(options.Durability))
            yield return $"Durability is {options.Durability}: choose Full, Content or None.";
        if (!Enum.IsDefined(options.DedupCheck))
            yield return $"DedupCheck is {options.DedupCheck}: choose Length, OncePerProcess or Always.";
        if (options.LeaseTimeToLive < LeaseOptions.MinTimeToLive || options.LeaseTimeToLive > LeaseOptions.MaxTimeToLive)
            yield return $"LeaseTimeToLive is {options.LeaseTimeToLive}: choose {LeaseOptions.MinTimeToLive} to {LeaseOptions.MaxTimeToLive}.";
        if (options.MinimumFreeBytes < 0)
            yield return $"MinimumFreeBytes is {options.MinimumFreeBytes}: choose 0 or more bytes.";
    }
}
