using System.Management.Automation;
using System.Security;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Takes a secret as SecureString, PSCredential (its password) or text; no error ever repeats it.</summary>
internal sealed class SecretTransformAttribute : ValueTransformAttribute
{
    /// <summary>True when a script block that fetches the secret is taken too, and passed on as it is.</summary>
    public bool AllowScript { get; init; }

    protected override object? Read(object? value, EngineIntrinsics engine)
        => value is ScriptBlock && AllowScript
            ? value
            : Read(value) ?? throw new ArgumentTransformationMetadataException(
                "A secret is a SecureString, a PSCredential or text that is not empty"
                    + (AllowScript ? ", or a script block that returns one." : "."));

    /// <summary>The secret in a value of one of the three kinds; null when there is none in it.</summary>
    public static SecureString? Read(object? value)
    {
        SecureString? secret = (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            SecureString secure => secure,
            PSCredential credential => credential.Password,
            string text => new NetworkCredential("", text.Trim()).SecurePassword,
            _ => null,
        };
        return secret is { Length: > 0 } ? secret : null;
    }
}
