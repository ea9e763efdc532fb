BeforeAll {
    $script:Root = (Resolve-Path "$PSScriptRoot/../..").Path
    $script:Manifest = Join-Path $Root 'OpenAIFineTune.psd1'
    . $PSScriptRoot/../NewPowerShell.ps1

    # Each case in a new process: an assembly stays loaded for as long as its process lives.
    function Invoke-InNewProcess([string] $Script) {
        Invoke-NewPowerShell -Command "`$ErrorActionPreference = 'Stop'; `$manifest = '$Manifest'; $Script"
        if ($LASTEXITCODE -ne 0) { throw "The new process ended with exit code $LASTEXITCODE." }
    }
}

Describe 'The module' {
    It 'has a valid manifest whose cmdlets are the ones it exports' {
        $described = Test-ModuleManifest $Manifest
        $exported = Invoke-InNewProcess 'Import-Module $manifest; (Get-Command -Module OpenAIFineTune).Name'
        $exported | Should -Be ($described.ExportedCmdlets.Keys | Sort-Object)
    }

    It 'can be imported again with -Force' {
        $count = Invoke-InNewProcess '
            1..3 | ForEach-Object { Import-Module $manifest -Force }
            (Get-Command -Module OpenAIFineTune).Count'
        [int] $count | Should -BeGreaterThan 10
    }

    It 'can be removed' {
        Invoke-InNewProcess '
            Import-Module $manifest
            Remove-Module OpenAIFineTune
            @(Get-Command -Name Connect-FineTune -ErrorAction Ignore | Where-Object Source).Count
            @(Get-Module OpenAIFineTune).Count' | Should -Be @('0', '0')
    }

    It 'shows its types by name' {
        Invoke-InNewProcess 'Import-Module $manifest; [OpenAIFineTune.FineTuneJob].Name' | Should -Be 'FineTuneJob'
    }

    It 'keeps its libraries out of the default load context' {
        Invoke-InNewProcess '
            Import-Module $manifest
            Get-Command Connect-FineTune | Out-Null
            [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.ForEach{ $_.GetName().Name } |
                Where-Object { $_ -in "CsvHelper", "ExcelDataReader", "ExcelNumberFormat", "System.IO.Hashing", "OpenAIFineTune" }' |
            Should -BeNullOrEmpty
    }

    It 'names its sources in stack traces, and not the folder that it was built in' {
        $trace = Invoke-InNewProcess 'Import-Module $manifest; try { Get-FineTune ftjob-1 } catch { $_.Exception.StackTrace }'
        "$trace" | Should -BeLike '*/src/OpenAIFineTune/*.cs:line *'
        "$trace" | Should -Not -BeLike "*$Root*"
    }

    It 'is not disturbed by another module that brings another CsvHelper' {
        $other = Join-Path $TestDrive 'CsvHelper'
        $null = New-Item $other -ItemType Directory
        Add-Type -TypeDefinition 'namespace CsvHelper { public static class Impostor { public static int Version => 1; } }' `
            -OutputAssembly (Join-Path $other 'CsvHelper.dll') -OutputType Library
        Set-Content (Join-Path $TestDrive 'in.csv') "prompt,completion`na,b`nc,d"
        Invoke-InNewProcess "
            Add-Type -Path '$other/CsvHelper.dll'
            Import-Module `$manifest
            (ConvertTo-FineTuneJsonl -Path '$TestDrive/in.csv' -WhatIf 6>`$null 3>`$null).ExampleCount
            [CsvHelper.Impostor]::Version" | Select-Object -Last 2 | Should -Be @('2', '1')
    }

    It 'gives each runspace its own connection' {
        $state = Join-Path $TestDrive 'state'
        Invoke-InNewProcess "
            Import-Module `$manifest
            `$null = Connect-FineTune -Local -StatePath '$state'
            `$other = [powershell]::Create().AddScript({ param(`$m) Import-Module `$m; @(Get-FineTuneConnection).Count }).AddArgument(`$manifest)
            @(Get-FineTuneConnection).Count
            `$other.Invoke()" | Should -Be @('1', '0')
    }
}

Describe 'The help' {
    It 'has a synopsis, two examples and a text for each parameter of <_>' -ForEach @(
        (Import-PowerShellDataFile "$PSScriptRoot/../../OpenAIFineTune.psd1").CmdletsToExport
    ) {
        Import-Module $Manifest
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match '^\s*\w+-\w+ \['
        @($help.Examples.example).Count | Should -BeGreaterOrEqual 2
        $help.parameters.parameter | Where-Object { -not $_.description } | ForEach-Object name | Should -BeNullOrEmpty
    }

    It 'has the topic about_OpenAIFineTune' {
        Import-Module $Manifest
        Get-Help about_OpenAIFineTune | Should -Match 'TOPIC'
    }
}
