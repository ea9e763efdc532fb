# Invoke-ScriptAnalyzer . -Recurse -Settings ./PSScriptAnalyzerSettings.psd1
@{
    Severity     = 'Error', 'Warning'
    ExcludeRules = @(
        # build.ps1 tells its steps beside the objects that it gives.
        'PSAvoidUsingWriteHost'
        # PowerShell 7 reads UTF-8 without a mark.
        'PSUseBOMForUnicodeEncodedFile'
        # The functions here are parts of a script or a test; the cmdlets are compiled.
        'PSUseShouldProcessForStateChangingFunctions'
        'PSUseSingularNouns'
        # The local engine's server is plain http on loopback.
        'PSAvoidUsingAllowUnencryptedAuthentication'
        # Blind to a parameter that a function of the script uses, and to a variable that Pester hands on.
        'PSReviewUnusedParameter'
        'PSUseDeclaredVarsMoreThanAssignments'
    )
    Rules        = @{
        PSPlaceOpenBrace          = @{ Enable = $true; OnSameLine = $true; NewLineAfter = $false }
        PSUseConsistentWhitespace = @{ Enable = $true; IgnoreAssignmentOperatorInsideHashTable = $true }
        PSUseCompatibleSyntax     = @{ Enable = $true; TargetVersions = @('7.0') }
    }
}
