using System.Net;
using Amazon.Runtime;

namespace Guarded.Store.S3;

/// <summary>What a failed request means for the caller.</summary>
internal enum S3Failure
{
    /// <summary>It cannot succeed as it is.</summary>
    Refused,

    /// <summary>There is no such object. The bucket may be missing too where the request was a HEAD, whose answer has no body.</summary>
    NotFound,

    /// <summary>A condition did not hold, and nothing was changed.</summary>
    ConditionFailed,

    /// <summary>The range begins at the object's end or later.</summary>
    RangeNotSatisfiable,

    /// <summary>It met another request for the same object, and was not applied. It may be tried again.</summary>
    Conflict,

    /// <summary>It did not reach the server. It may be tried again.</summary>
    Unreachable,

    /// <summary>There was no answer, or one that leaves open whether it was applied. It may be tried again.</summary>
    Unanswered,
}

/// <summary>Reads what the SDK throws. Codes are those of the S3 API reference, section "Error responses", unless said otherwise.</summary>
internal static class S3Failures
{
    /// <summary>The kind of a failure, or null where it is not the SDK's: the caller cancelled, or made a mistake.</summary>
    public static S3Failure? Of(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        S3StoreException => null, // told already
        AmazonServiceException answered => Of(answered),
        AmazonClientException => S3Failure.Refused,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } => S3Failure.Unreachable,
        HttpRequestException or IOException or TimeoutException => S3Failure.Unanswered,
        OperationCanceledException when !cancellationToken.IsCancellationRequested => S3Failure.Unanswered, // the client's own limit
        _ => null,
    };

    public static bool MayBeRepeated(this S3Failure failure) => failure is S3Failure.Conflict or S3Failure.Unreachable or S3Failure.Unanswered;

    /// <summary>What to do about it.</summary>
    public static string Remedy(Exception exception) => exception is not AmazonServiceException answered
        ? exception is AmazonClientException
            ? "Check the client's credentials and settings."
            : "Check that the endpoint is right, that the server runs and that the network reaches it."
        : answered.ErrorCode switch
        {
            "NoSuchBucket" => "Check the bucket's name; a store does not create its bucket.",
            "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken" or "ExpiredToken" => "Check the access key and its secret.",
            "RequestTimeTooSkewed" => "Set this machine's clock.",
            "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException" => "Set the client to the bucket's region.",
            "NoSuchUpload" => "The upload was ended while it ran: give the sweep, and the bucket's lifecycle rules, a longer minimum age.",
            "QuotaExceeded" => "Make room in the bucket, or raise its quota.",
            _ => answered.StatusCode switch
            {
                HttpStatusCode.Forbidden => "Grant this access key what it lacks of: read, write, delete, list, and multipart uploads with their listing.",
                _ when Of(answered).MayBeRepeated() => "Try again later, and see the server's own log.",
                _ => "See what the server says of this code.",
            },
        };

    private static S3Failure Of(AmazonServiceException answered) => answered.ErrorCode switch
    {
        "NoSuchBucket" or "NoSuchUpload" => S3Failure.Refused,
        // Ceph's before release 20, where a lost race has no code of its own.
        "UnknownError" => S3Failure.Conflict,
        // No code of S3's: a server that answered before it had read all took the rest of an earlier request for this one.
        "BadRequest" or "RequestTimeout" or "SlowDown" => S3Failure.Unanswered,
        _ => answered.StatusCode switch
        {
            HttpStatusCode.NotFound => S3Failure.NotFound,
            HttpStatusCode.Conflict => S3Failure.Conflict,
            HttpStatusCode.PreconditionFailed => S3Failure.ConditionFailed,
            HttpStatusCode.RequestedRangeNotSatisfiable => S3Failure.RangeNotSatisfiable,
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => S3Failure.Unanswered,
            < HttpStatusCode.MultipleChoices => S3Failure.Unanswered, // no status, an answer that broke off, or an error sent after its status was
            _ => S3Failure.Refused,
        },
    };
}
