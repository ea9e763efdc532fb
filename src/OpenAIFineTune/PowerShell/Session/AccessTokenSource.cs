using System.Management.Automation;
using System.Security;
using OpenAIFineTune.PowerShell.Arguments;
using OpenAIFineTune.Services;

namespace OpenAIFineTune.PowerShell.Session;

/// <summary>Makes a credential of what <c>-AccessToken</c> was given: a token, or a script for one.</summary>
internal static class AccessTokenSource
{
    public static ApiCredential From(object token) => token is ScriptBlock script
        ? new ApiCredential(_ => FetchAsync(script)) : new ApiCredential((SecureString)token);

    // A script runs where its variables and modules are: on the pipeline thread of the command that needs the token.
    private static async Task<SecureString> FetchAsync(ScriptBlock script)
    {
        PipelineWriter pipeline = PipelineWriter.Current ?? throw Failed("there is no command to run it in");
        object? result;
        try
        {
            result = await pipeline.InvokeAsync(_ => script.InvokeReturnAsIs()).ConfigureAwait(false);
        }
        catch (Exception e) when (!Errors.IsPipelineControl(e))
        {
            throw Failed(e.Message, e);
        }

        return Read(result) ?? throw Failed("it returned no token");
    }

    // Get-AzAccessToken and others like it return an object with the token in a property.
    private static SecureString? Read(object? result)
    {
        PSObject? wrapped = result is null ? null : PSObject.AsPSObject(result);
        return SecretTransformAttribute.Read(wrapped?.BaseObject)
            ?? SecretTransformAttribute.Read(wrapped?.Properties["Token"]?.Value);
    }

    private static FineTuneException Failed(string why, Exception? inner = null)
        => new("AuthenticationFailed", $"The script of -AccessToken gave no token: {why.TrimEnd('.')}.", inner);
}
