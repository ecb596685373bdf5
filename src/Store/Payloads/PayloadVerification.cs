namespace Guarded.Store.Payloads;

/// <summary>Verifies all payloads of a <see cref="PayloadStore"/>. Storing the bytes of a damaged one again by the same store heals it.</summary>
/// <inheritdoc/>
/// <param name="payloads">What is verified.</param>
public sealed class PayloadVerification(PayloadStore payloads)
    : Verification((payloads ?? throw new ArgumentNullException(nameof(payloads))).Place);
