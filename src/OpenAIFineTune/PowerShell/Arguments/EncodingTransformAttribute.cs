using System.Management.Automation;

namespace OpenAIFineTune.PowerShell.Arguments;

/// <summary>Takes an encoding, the number of a code page, or a name: PowerShell's (<c>utf8</c>) or .NET's.</summary>
internal sealed class EncodingTransformAttribute : ValueTransformAttribute
{
    protected override object? Read(object? value, EngineIntrinsics engine)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return value switch
            {
                int page => Encoding.GetEncoding(page),
                string name when int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int page)
                    => Encoding.GetEncoding(page),
                string name => ByName(name),
                _ => value,
            };
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ArgumentTransformationMetadataException($"'{value}' is no encoding that is known here.", e);
        }
    }

    private static Encoding ByName(string name) => name.ToLowerInvariant() switch
    {
        "utf8" or "utf8nobom" or "utf8bom" => Encoding.UTF8,
        "unicode" => Encoding.Unicode,
        "bigendianunicode" => Encoding.BigEndianUnicode,
        "utf32" => Encoding.UTF32,
        "ansi" => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.ANSICodePage),
        "oem" => Encoding.GetEncoding(CultureInfo.CurrentCulture.TextInfo.OEMCodePage),
        _ => Encoding.GetEncoding(name),
    };
}
