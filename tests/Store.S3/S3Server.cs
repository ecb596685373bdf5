using Amazon.Runtime;
using Amazon.S3;

namespace Guarded.Store.S3.Tests;

/// <summary>The server that the tests run against. What it cannot be asked for is skipped, and says how to run it.</summary>
internal static class S3Server
{
    public static bool IsThere => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("GUARDED_S3_ENDPOINT"));

    public static string Endpoint => Setting("GUARDED_S3_ENDPOINT");

    /// <summary>A client as <see cref="S3ObjectStore"/> wants it.</summary>
    /// <param name="connection">What stands between the client and the server, or null for nothing.</param>
    /// <param name="secret">The secret key, or null for the right one.</param>
    /// <param name="endpoint">Where the server is said to be, or null for where it is.</param>
    /// <param name="repeats">How often the client itself repeats a request.</param>
    public static AmazonS3Client Connect(Connection? connection = null, string? secret = null, string? endpoint = null, int repeats = 0) => new(
        new BasicAWSCredentials(Setting("GUARDED_S3_ACCESS_KEY"), secret ?? Setting("GUARDED_S3_SECRET_KEY")),
        new AmazonS3Config
        {
            ServiceURL = endpoint ?? Endpoint,
            ForcePathStyle = true,
            MaxErrorRetry = repeats,
            HttpClientFactory = connection is null ? null : new ConnectionFactory(connection),
        });

    private static string Setting(string name)
    {
        var value = Environment.GetEnvironmentVariable(name);
        Skip.If(string.IsNullOrEmpty(value), $"{name} is not set. As root, run 'tests/servers/s3 start FOLDER' and source FOLDER/env, or run ./test, which does both.");
        return value!;
    }

    private sealed class ConnectionFactory(Connection connection) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Interference(connection));

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;
    }

    private sealed class Interference(Connection connection) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            connection(request, () => base.SendAsync(request, cancellationToken));
    }
}

/// <summary>Stands between a client and the server: may pass a request on, and may answer otherwise than the server did.</summary>
internal delegate Task<HttpResponseMessage> Connection(HttpRequestMessage request, Func<Task<HttpResponseMessage>> send);
