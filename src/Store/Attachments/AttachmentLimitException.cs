using Guarded.Store.Hashing;

namespace Guarded.Store.Attachments;

/// <summary>As many attachments share a payload as one record can hold. Nothing was stored.</summary>
public sealed class AttachmentLimitException : IOException
{
    internal AttachmentLimitException(PayloadHash payload)
        : base($"Payload {payload} has {AttachmentStore.MaxAttachmentsPerPayload} attachments, and there may be no more. Refer to one of them instead of adding another.") => Payload = payload;

    /// <summary>The payload that is shared so often.</summary>
    public PayloadHash Payload { get; }
}
