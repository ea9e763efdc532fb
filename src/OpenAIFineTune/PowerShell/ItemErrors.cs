namespace OpenAIFineTune.PowerShell;

/// <summary>Work on one item of many: its failure is written as an error, and the next item is worked on.</summary>
internal static class ItemErrors
{
    /// <summary>Does the work; a failure becomes a non-terminating error about <paramref name="target"/>.</summary>
    public static async Task WriteErrorsOfAsync(this PipelineWriter pipeline, object target, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e)
            when (!Errors.IsPipelineControl(e) && e is not System.Management.Automation.RuntimeException)
        {
            await pipeline.WriteErrorAsync(Errors.From(e, target)).ConfigureAwait(false);
        }
    }
}
