using System.Collections.Concurrent;
using OpenAIFineTune.Engine.Baseline;
using OpenAIFineTune.Engine.Jobs;
using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Routes;
using OpenAIFineTune.Engine.Routes.Legacy;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol;

namespace OpenAIFineTune.Engine;

/// <summary>The engine that answers the fine-tuning protocol in this process and trains for real.</summary>
internal sealed class LocalEngine : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<LocalEngine>> s_open = new(StringComparer.Ordinal);

    private readonly EngineStores _stores;
    private readonly JobScheduler _scheduler;
    private readonly Task _cleaning;

    /// <summary>An engine of its own on a folder; commands share theirs by <see cref="Open"/>.</summary>
    public LocalEngine(string statePath, TimeProvider time, Learners? learners = null)
    {
        _stores = new EngineStores(statePath, time, learners);
        Interrupted = [.. _stores.Jobs.ActiveIds().Where(_stores.Jobs.IsInterrupted)];
        _cleaning = Task.Run(_stores.RemoveLeftovers);
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

    /// <summary>The learners that an engine has which is given no others.</summary>
    public static Learners BuiltIn { get; } = new([new BaselineLearner()]);

    /// <summary>The address that requests to the engine are written for; nothing listens there.</summary>
    public static Uri BaseUri => RouteMessageHandler.BaseUri;

    /// <summary>The folder that everything is kept in.</summary>
    public string StatePath => _stores.State.Root;

    /// <summary>The jobs whose training ended with its process before this engine went on with them.</summary>
    public IReadOnlyList<string> Interrupted { get; }

    /// <summary>The records that were set aside because they could not be read.</summary>
    public IReadOnlyList<string> Damaged => _stores.State.Damaged.All;

    /// <summary>Answers the requests.</summary>
    internal RequestRouter Router { get; }

    /// <summary>The process's engine on a folder, started when it is the first time.</summary>
    public static LocalEngine Open(string statePath)
    {
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(statePath));
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

    /// <summary>The names of the models that were made last, without looking through all of them.</summary>
    public IReadOnlyList<string> NewestModels() => [.. _stores.Models.Newest().Select(model => model.Name)];

    /// <summary>What a client sends its requests through.</summary>
    public HttpMessageHandler CreateHandler() => new RouteMessageHandler(
        Router,
        () => StateFile.Create(_stores.State.NewTemporaryFile(), FileOptions.Asynchronous | FileOptions.DeleteOnClose));

    /// <summary>Stops the training where it stands; the next engine on the folder goes on with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _scheduler.DisposeAsync().ConfigureAwait(false);
        await _cleaning.ConfigureAwait(false);
    }
}
