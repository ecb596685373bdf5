using System.Net;
using System.Text;

namespace Guarded.Store.S3.Tests;

/// <summary>What can go wrong between a client and the server.</summary>
internal static class Connections
{
    public static bool IsPut(HttpRequestMessage request) => request.Method == HttpMethod.Put;

    public static bool IsPart(HttpRequestMessage request) => IsPut(request) && request.RequestUri!.Query.Contains("partNumber", StringComparison.Ordinal);

    public static bool IsComplete(HttpRequestMessage request) => request.Method == HttpMethod.Post && request.RequestUri!.Query.Contains("uploadId", StringComparison.Ordinal);

    /// <summary>The server does what it is asked, and its answer is lost.</summary>
    /// <param name="which">Which requests.</param>
    /// <param name="times">How many of them.</param>
    /// <param name="meanwhile">What happens between the server's doing and the client's hearing that the connection broke.</param>
    public static Connection LosesAnswers(Func<HttpRequestMessage, bool> which, int times = 1, Func<Task>? meanwhile = null) => async (request, send) =>
    {
        var answer = await send();
        if (!which(request) || Interlocked.Decrement(ref times) < 0)
            return answer;
        answer.Dispose();
        if (meanwhile is not null)
            await meanwhile();
        throw new HttpRequestException("The connection broke.");
    };

    /// <summary>The server answers with an error, and has or has not done what it was asked.</summary>
    public static Connection Answers(HttpStatusCode status, string code, Func<HttpRequestMessage, bool> which, int times = 1, bool applied = false) => async (request, send) =>
    {
        if (!which(request) || Interlocked.Decrement(ref times) < 0)
            return await send();
        if (applied)
            (await send()).Dispose();
        return new HttpResponseMessage(status)
        {
            RequestMessage = request,
            Content = new StringContent($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>Made up by a test</Message></Error>", Encoding.UTF8, "application/xml"),
        };
    };

    /// <summary>Counts requests.</summary>
    public static Connection Counts(Func<HttpRequestMessage, bool> which, Action count) => (request, send) =>
    {
        if (which(request))
            count();
        return send();
    };

    /// <summary>A content that arrives otherwise than it was sent.</summary>
    public static Connection Alters(Func<byte[], byte[]> content) => async (request, send) =>
    {
        var answer = await send();
        if (request.Method != HttpMethod.Get || !answer.IsSuccessStatusCode)
            return answer;
        var altered = new ByteArrayContent(content(await answer.Content.ReadAsByteArrayAsync()));
        foreach (var (name, values) in answer.Content.Headers)
            altered.Headers.TryAddWithoutValidation(name, values);
        answer.Content = altered;
        return answer;
    };
}
