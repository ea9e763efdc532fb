using OpenAIFineTune.Api.Completions;
using OpenAIFineTune.Api.Files;
using OpenAIFineTune.Api.Jobs;
using OpenAIFineTune.Api.Models;
using OpenAIFineTune.Api.Transport;
using OpenAIFineTune.Api.Uploads;
using OpenAIFineTune.Streams;

namespace OpenAIFineTune.Api;

/// <summary>The calls of a fine-tuning service, one small client for each resource, over one transport.</summary>
internal sealed class FineTuneClient
{
    /// <param name="connection">Where requests go.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    /// <param name="log">Told what goes over the wire; null for nobody.</param>
    /// <param name="ledger">The record of uploads; null to keep none.</param>
    public FineTuneClient(
        FineTuneConnection connection, TimeProvider? time = null, TransportLog? log = null, UploadLedger? ledger = null)
    {
        Connection = connection;
        Time = time ?? TimeProvider.System;
        Log = log ?? TransportLog.None;
        Ledger = ledger;
        Transport = new ApiTransport(connection, Time, Log);
        CallLimit = new CallLimit(connection, Time);
        Completions = new CompletionsClient(this);
        Files = new FilesClient(this);
        Jobs = new JobsClient(this);
        Models = new ModelsClient(this);
    }

    /// <summary>A client that records under a folder what it uploads and asks for, and lets old records go.</summary>
    public static FineTuneClient WithRecords(FineTuneConnection connection, string folder, TransportLog log)
    {
        string uploads = Path.Combine(folder, "uploads");
        string jobs = Path.Combine(folder, "jobs");
        OldRecords.RemoveOnce(uploads, TimeProvider.System);
        OldRecords.RemoveOnce(jobs, TimeProvider.System);
        return new FineTuneClient(connection, TimeProvider.System, log, new UploadLedger(uploads))
        {
            JobLedger = new JobLedger(jobs),
        };
    }

    public FineTuneConnection Connection { get; }

    public TimeProvider Time { get; }

    public TransportLog Log { get; }

    public UploadLedger? Ledger { get; }

    /// <summary>The record of requests for jobs; null to keep none.</summary>
    public JobLedger? JobLedger { get; init; }

    /// <summary>Where this client's files are: a file id is good in one such place only.</summary>
    public string Place => string.Join(
        ' ',
        Connection.BaseUri.AbsoluteUri,
        Connection.Organization,
        Connection.Project,
        Connection.StatePath).TrimEnd();

    public ApiTransport Transport { get; }

    public CallLimit CallLimit { get; }

    public CompletionsClient Completions { get; }

    public FilesClient Files { get; }

    /// <summary>Brings files to the service.</summary>
    public FileSender Uploads => new(this);

    public JobsClient Jobs { get; }

    public ModelsClient Models { get; }
}
