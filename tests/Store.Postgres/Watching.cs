using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Guarded.Store.Postgres.Tests;

/// <summary>Keeps what a server tells its clients beside its answers. Npgsql logs it.</summary>
internal sealed class Watching : ILoggerFactory, ILogger
{
    private const string Notice = "Received notice: ";

    private readonly ConcurrentQueue<string> _notices = [];

    public IReadOnlyCollection<string> Notices => _notices;

    public NpgsqlDataSource Connect(string connectionString) => new NpgsqlDataSourceBuilder(connectionString).UseLoggerFactory(this).Build();

    public void Clear() => _notices.Clear();

    ILogger ILoggerFactory.CreateLogger(string categoryName) => this;

    void ILoggerFactory.AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (formatter(state, exception) is var message && message.StartsWith(Notice, StringComparison.Ordinal))
            _notices.Enqueue(message[Notice.Length..]);
    }

    void IDisposable.Dispose()
    {
    }
}
