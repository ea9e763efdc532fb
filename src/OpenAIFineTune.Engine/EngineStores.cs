using OpenAIFineTune.Engine.Learning;
using OpenAIFineTune.Engine.Store;
using OpenAIFineTune.Protocol.Files;

namespace OpenAIFineTune.Engine;

/// <summary>Everything that is kept in a state folder, and the learners of those who use it.</summary>
internal sealed class EngineStores
{
    public EngineStores(string path, TimeProvider time, Learners? learners = null)
    {
        Time = time;
        State = new StateFolder(path);
        Files = new FileStore(State, time);
        Uploads = new UploadStore(State);
        Jobs = new JobStore(State, time);
        Models = new ModelStore(State, Jobs);
        Learners = learners ?? LocalEngine.BuiltIn;
        Learned = new LearnedModels(Models, Learners);
    }

    public TimeProvider Time { get; }

    public StateFolder State { get; }

    public FileStore Files { get; }

    public UploadStore Uploads { get; }

    public JobStore Jobs { get; }

    public ModelStore Models { get; }

    public Learners Learners { get; }

    public LearnedModels Learned { get; }

    /// <summary>Deletes what processes that died left half done, and what is past its time.</summary>
    public void RemoveLeftovers()
    {
        try
        {
            DurableFile.RemoveLeftovers(StateFolder.Files(Path.Combine(State.Root, StateFolder.Temporary)), Time);
            Files.RemoveLeftovers();
            Uploads.RemoveEnded(Jobs.Now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What can't be deleted now is deleted another time.
        }
    }
}
