using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Guarded.Store.Postgres.Tests;

/// <summary>A way to the server that can be cut while a transaction commits.</summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly NpgsqlConnectionStringBuilder _server = new(PostgresServer.ConnectionString);

    public Wire()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where the next COMMIT ends.</summary>
    public enum Cut
    {
        Nowhere,
        BeforeTheServer,
        BeforeTheAnswer,
    }

    public Cut NextCommit { get; set; }

    public string ConnectionString => PostgresServer.With(settings =>
    {
        settings.Host = "127.0.0.1";
        settings.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        settings.SslMode = SslMode.Disable;
        settings.GssEncryptionMode = GssEncryptionMode.Disable;
    });

    public void Dispose()
    {
        _ending.Cancel();
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_ending.Token);
            _ = PassAsync(client);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(_server.Host!, _server.Port, _ending.Token);
            var (up, down) = (client.GetStream(), server.GetStream());
            await Task.WhenAny(AskAsync(up, down), down.CopyToAsync(up, _ending.Token));
        }
    }

    private async Task AskAsync(NetworkStream client, NetworkStream server)
    {
        var buffer = new byte[64 * 1024];
        while (await client.ReadAsync(buffer, _ending.Token) is > 0 and var count)
        {
            var cut = buffer.AsSpan(0, count).IndexOf("COMMIT\0"u8) < 0 ? Cut.Nowhere : NextCommit;
            if (cut != Cut.Nowhere)
                NextCommit = Cut.Nowhere;
            if (cut == Cut.BeforeTheServer)
                return;
            if (cut == Cut.BeforeTheAnswer)
            {
                client.Socket.Close();
                await server.WriteAsync(buffer.AsMemory(0, count), _ending.Token);
                // Its answer shows that the server has committed.
                await server.ReadExactlyAsync(buffer.AsMemory(0, 1), _ending.Token);
                return;
            }
            await server.WriteAsync(buffer.AsMemory(0, count), _ending.Token);
        }
    }
}
