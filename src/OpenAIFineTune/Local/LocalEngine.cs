using System.Collections.Concurrent;
using OpenAIFineTune.Local.Jobs;
using OpenAIFineTune.Local.Routes;
using OpenAIFineTune.Local.Routes.Legacy;
using OpenAIFineTune.Local.Store;

namespace OpenAIFineTune.Local;

/// <summary>The engine that answers the fine-tuning protocol in this process and trains for real.</summary>
internal sealed class LocalEngine : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<LocalEngine>> s_open = new(StringComparer.Ordinal);

    private readonly LocalStores _stores;
    private readonly JobScheduler _scheduler;

    /// <summary>An engine of its own on a folder; commands share theirs by <see cref="Open"/>.</summary>
    public LocalEngine(string statePath, TimeProvider time)
    {
        _stores = new LocalStores(statePath, time);
        _stores.RemoveLeftovers();
        _scheduler = new JobScheduler(_stores.Jobs, new JobRunner(_stores));
        Router = new RequestRouter(
        [
            .. new FileRoutes(_stores).All,
            .. new UploadRoutes(_stores).All,
            .. new JobRoutes(_stores).All,
            .. new ModelRoutes(_stores).All,
            .. new CompletionRoutes(_stores).All,
            .. new ChatRoutes(_stores).All,
            .. new ResponseRoutes(_stores).All,
            .. new LegacyRoutes(_stores).All,
        ]);
    }

    /// <summary>The address that requests to the engine are written for; nothing listens there.</summary>
    public static Uri BaseUri { get; } = new("http://local.invalid/v1/");

    /// <summary>The folder of a caller who names none.</summary>
    public static string DefaultStatePath => StateFolder.DefaultPath;

    /// <summary>The folder that everything is kept in.</summary>
    public string StatePath => _stores.State.Root;

    /// <summary>Answers the requests.</summary>
    internal RequestRouter Router { get; }

    /// <summary>The process's engine on a folder, started when it is the first time.</summary>
    public static LocalEngine Open(string? statePath = null)
    {
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(statePath ?? DefaultStatePath));
        Lazy<LocalEngine> engine = s_open.GetOrAdd(
            root, folder => new Lazy<LocalEngine>(() => new LocalEngine(folder, TimeProvider.System)));
        try
        {
            return engine.Value;
        }
        catch
        {
            // A folder that could not be written to may be put right, and is tried again then.
            _ = s_open.TryRemove(KeyValuePair.Create(root, engine));
            throw;
        }
    }

    /// <summary>What a client sends its requests through.</summary>
    public HttpMessageHandler CreateHandler() => new LocalMessageHandler(Router, _stores.State);

    /// <summary>Stops the training where it stands; the next engine on the folder goes on with it.</summary>
    public ValueTask DisposeAsync() => _scheduler.DisposeAsync();
}
