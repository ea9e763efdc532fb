using System.Management.Automation;
using OpenAIFineTune.PowerShell;
using OpenAIFineTune.PowerShell.Arguments;

namespace OpenAIFineTune.Commands;

[Cmdlet(VerbsCommon.Remove, "FineTunedModel", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(FineTunedModel))]
public sealed class RemoveFineTunedModelCommand : FineTuneCmdlet
{
    // Not by property name: a job's Model is the one that its training started from.
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ModelTransform]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [ValidateNotNullOrEmpty]
    public ModelReference[] Model { get; set; } = [];

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override Task ProcessAsync(PipelineWriter pipeline, CancellationToken cancellation)
        => pipeline.ForEachAsync(
            Model,
            model => RemoveAsync(CompletionCmdlet.Usable(model).Name, pipeline, cancellation),
            model => model.Name);

    private async Task RemoveAsync(string name, PipelineWriter pipeline, CancellationToken cancellation)
    {
        FineTunedModel model = await Client.Models.GetAsync(name, cancellation).ConfigureAwait(false);
        if (!model.IsFineTuned && !Force)
        {
            throw new FineTuneException(
                "NotFineTuned",
                $"Nothing shows that '{model.Id}' of '{model.OwnedBy}' came out of a fine-tuning job: "
                    + "neither its name nor the service's jobs. It may be a base model, and was not deleted.")
            {
                Target = model.Id,
                Advice = "Get-FineTunedModel lists the models that came out of fine-tuning jobs. "
                    + "-Force deletes this one all the same, if the service allows it.",
            };
        }

        string target = $"{model.Id}, owned by '{model.OwnedBy}', at {Client.Connection.Name}";
        if (!await MayDeleteAsync(pipeline, target, "Delete the fine-tuned model", Force).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await Client.Models.DeleteAsync(model.Id, cancellation).ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            throw Explained(e, model);
        }

        if (PassThru)
        {
            await pipeline.WriteObjectAsync(model).ConfigureAwait(false);
        }
    }

    private ApiException Explained(ApiException refusal, FineTunedModel model) => refusal.Status switch
    {
        HttpStatusCode.Forbidden => Because(
            refusal,
            $"The key may not delete '{model.Id}', which belongs to '{model.OwnedBy}': {refusal.Message}",
            "Only an owner of the organization can delete its models."),
        HttpStatusCode.Conflict or HttpStatusCode.BadRequest when Client.Connection.Profile.NeedsDeployment => Because(
            refusal,
            $"'{model.Id}' could not be deleted; most likely a deployment still uses it: {refusal.Message}",
            "Delete the model's deployments first."),
        _ => refusal,
    };

    private static ApiException Because(ApiException refusal, string message, string advice)
        => new(refusal.ErrorId, message, refusal)
        {
            Status = refusal.Status,
            Code = refusal.Code,
            Type = refusal.Type,
            Param = refusal.Param,
            RequestId = refusal.RequestId,
            Target = refusal.Target,
            Advice = advice,
        };
}
