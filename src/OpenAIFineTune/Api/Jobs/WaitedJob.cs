using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.Api.Jobs;

/// <summary>A job that is waited for, and what is known of it so far.</summary>
internal sealed class WaitedJob(FineTuneClient client, string id, TimeProvider time)
{
    // After success the model may take a while to answer (livekit/agents#2114, openai-python#69) or to have a name
    // (run-llama#8527).
    private static readonly TimeSpan s_modelPatience = TimeSpan.FromMinutes(2);

    private const int EventTries = 3;

    private readonly EventFollower _events = new(client.Jobs, id);
    private int _eventFailures;
    private bool _isUnreachable;
    private bool _isDoubleTold;
    private DateTimeOffset? _succeeded;

    public string Id => id;

    /// <summary>The shortest wait between two looks.</summary>
    public TimeSpan ShortestPoll => client.Connection.Profile.ShortestPoll;

    /// <summary>True to wait after success until the model answers.</summary>
    public bool NeedsModel { get; init; } = true;

    /// <summary>The job as it was last seen; null before the first answer.</summary>
    public FineTuneJob? Last { get; private set; }

    /// <summary>True when the job is read through the client's connection.</summary>
    public bool IsOn(FineTuneClient other) => ReferenceEquals(other.Connection, client.Connection);

    /// <summary>Looks at the job once and tells what is new; an outage is news, not an exception.</summary>
    public async Task<IReadOnlyList<WaitReport>> LookAsync(CancellationToken cancellation)
    {
        List<WaitReport> news = [];
        try
        {
            Last = await client.Jobs.GetAsync(Id, cancellation).ConfigureAwait(false);
            if (_isUnreachable)
            {
                _isUnreachable = false;
                news.Add(Report(WaitReportKind.Reachable));
            }

            await AddDoubleAsync(news, cancellation).ConfigureAwait(false);
            await AddEventsAsync(news, cancellation).ConfigureAwait(false);
            news.Add(await StandAsync(cancellation).ConfigureAwait(false));
        }
        catch (Exception e) when (Failure.IsPassing(e))
        {
            if (!_isUnreachable)
            {
                _isUnreachable = true;
                news.Add(Report(WaitReportKind.Unreachable) with { Failure = e });
            }
        }
        catch (FineTuneException e)
        {
            news.Add(Report(WaitReportKind.Refused) with { Failure = e });
        }

        return news;
    }

    /// <summary>A report about this job as it was last seen.</summary>
    public WaitReport Report(WaitReportKind kind) => new(kind, Id) { Job = Last };

    private async Task AddDoubleAsync(List<WaitReport> news, CancellationToken cancellation)
    {
        if (!_isDoubleTold
            && await new DoubleJobs(client).EndAsync(Last!, cancellation).ConfigureAwait(false) is string told)
        {
            _isDoubleTold = true;
            news.Add(Report(WaitReportKind.Doubled) with { Text = told });
        }
    }

    private async Task AddEventsAsync(List<WaitReport> news, CancellationToken cancellation)
    {
        if (_eventFailures == EventTries)
        {
            return;
        }

        try
        {
            foreach (FineTuneEvent item in await _events.ReadNewAsync(cancellation).ConfigureAwait(false))
            {
                news.Add(Report(WaitReportKind.Event) with { Event = item });
            }

            _eventFailures = 0;
        }
        catch (Exception e) when (e is FineTuneException || Failure.IsPassing(e))
        {
            // Events are a comfort: a service without them, or that fails on them, must not keep the result back.
            _eventFailures++;
            if (_eventFailures < EventTries && Failure.IsPassing(e))
            {
                throw;
            }

            _eventFailures = EventTries;
        }
    }

    private async Task<WaitReport> StandAsync(CancellationToken cancellation)
    {
        if (!Last!.IsFinished)
        {
            return Report(WaitReportKind.Polled);
        }

        if (!NeedsModel
            || Last.Status.Stage != FineTuneStage.Succeeded
            || await IsModelThereAsync(Last.FineTunedModel, cancellation).ConfigureAwait(false))
        {
            return Report(WaitReportKind.Ended);
        }

        _succeeded ??= Earlier(Last.FinishedAt, time.GetUtcNow());
        return time.GetUtcNow() - _succeeded < s_modelPatience
            ? Report(WaitReportKind.Polled) : Report(WaitReportKind.Ended) with { IsModelReady = false };
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    private async Task<bool> IsModelThereAsync(string? model, CancellationToken cancellation)
    {
        ServiceProfile service = client.Connection.Profile;
        if (model is null || service.NeedsDeployment || !service.HasFreshModels)
        {
            // To deploy it is not ours to do.
            return model is not null;
        }

        try
        {
            ApiRequest request = ApiRequest.About(model, HttpMethod.Get, "models");
            using HttpResponseMessage answer =
                await client.Transport.SendAsync(request, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (ApiException e) when (!Failure.IsPassing(e))
        {
            // A key that may not read models, or a service that has no such route, says nothing about this one.
            return !Failure.IsMissingModel(e);
        }
    }
}
