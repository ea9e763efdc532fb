using System.Text.Json.Nodes;

namespace OpenAIFineTune.Engine.Store;

/// <summary>What happened to the jobs. Writers hold the job's lock.</summary>
internal sealed class JobHistory
{
    private readonly Func<string, JobFolder> _folderOf;
    private readonly TimeProvider _time;

    public JobHistory(Func<string, JobFolder> folderOf, TimeProvider time)
    {
        _folderOf = folderOf;
        _time = time;
    }

    /// <summary>A job's events, oldest first.</summary>
    public IReadOnlyList<JobEvent> Read(string id) => LogOf(id).Read();

    public void Append(string id, JobEvent occurrence) => LogOf(id).Append(occurrence);

    /// <summary>
    /// Adds messages, but for those that the log ends with: a change told them that died before its record was written.
    /// </summary>
    public void Tell(string id, string level, params string[] messages)
    {
        if (messages.Length > 0)
        {
            IEnumerable<string> told = Read(id).TakeLast(messages.Length).Select(e => e.Message);
            foreach (string message in messages.Except(told))
            {
                Append(id, NewEvent(message, level));
            }
        }
    }

    public JobEvent NewEvent(string message, string level, JsonObject? metrics = null)
    {
        string type = metrics is null ? JobEvent.MessageType : JobEvent.MetricsType;
        long now = _time.GetUtcNow().ToUnixTimeSeconds();
        return new JobEvent(ResourceId.New("ftevent-"), now, level, type, message) { Data = metrics };
    }

    private EventLog LogOf(string id) => new(_folderOf(id).Events);
}
