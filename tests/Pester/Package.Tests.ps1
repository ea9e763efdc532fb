# The package as another user gets it: published to a folder, installed, imported by name, used.

BeforeAll {
    . (Join-Path $PSScriptRoot '../NewPowerShell.ps1')
    $script:Root = (Resolve-Path "$PSScriptRoot/../..").Path
    $script:Version = (Import-PowerShellDataFile (Join-Path $Root 'OpenAIFineTune.psd1')).ModuleVersion
    $script:Folder = Join-Path $Root "output/OpenAIFineTune/$Version"
    $script:Nupkg = Join-Path $Root "output/OpenAIFineTune.$Version.nupkg"
    $script:Libraries = (Get-ChildItem (Join-Path $Folder 'bin') -Filter *.dll).BaseName | Where-Object { $_ -notlike 'OpenAIFineTune*' }

    # What stands between parentheses behind a link's text, where it is a place in the package.
    function Get-LocalLink([string] $Path) {
        [regex]::Matches((Get-Content $Path -Raw), '\]\((?!https?:|#)([^)#]+)') |
            ForEach-Object { Join-Path (Split-Path $Path) $_.Groups[1].Value }
    }
}

Describe 'The package' {
    It 'tells the Gallery where it comes from, and what is new, as text' {
        $data = (Test-ModuleManifest (Join-Path $Folder 'OpenAIFineTune.psd1')).PrivateData.PSData
        $data.ProjectUri, $data.IconUri, $data.LicenseUri | ForEach-Object { ([uri] $_).Scheme | Should -Be 'https' }
        'PSEdition_Core', 'Windows', 'Linux', 'MacOS' | ForEach-Object { $data.Tags | Should -Contain $_ }
        $data.ReleaseNotes | Should -BeLike "v$Version*`n*"
    }

    It 'has every page that its pages link to' {
        $pages = @(Get-Item (Join-Path $Folder 'README.md')) + @(Get-ChildItem (Join-Path $Folder 'docs') -Recurse -Filter *.md)
        $links = $pages | ForEach-Object { Get-LocalLink $_.FullName }
        $links.Count | Should -BeGreaterThan 5
        $links | Where-Object { -not (Test-Path -LiteralPath $_) } | Should -BeNullOrEmpty
    }

    It 'names each library that it brings, with its licence' {
        $notices = Get-Content (Join-Path $Folder 'THIRD-PARTY-NOTICES.txt')
        $Libraries.Count | Should -BeGreaterThan 2
        $Libraries | Where-Object { $_ -notin $notices } | Should -BeNullOrEmpty
    }

    It 'has a bill of materials of just these libraries, with licences and hashes' {
        $bill = Get-Content (Join-Path $Folder 'sbom.cdx.json') -Raw | ConvertFrom-Json
        $bill.bomFormat | Should -Be 'CycloneDX'
        $bill.metadata.component.name, $bill.metadata.component.version | Should -Be 'OpenAIFineTune', $Version
        $bill.components.name | Sort-Object | Should -Be ($Libraries | Sort-Object)
        foreach ($component in $bill.components) {
            $file = Join-Path $Folder "bin/$($component.name).dll"
            [Diagnostics.FileVersionInfo]::GetVersionInfo($file).ProductVersion | Should -BeLike "$($component.version)*"
            $component.licenses | Should -Not -BeNullOrEmpty
            $component.hashes.alg | Should -Contain 'SHA-512'
        }
    }

    It 'brings no assembly that the runtime has' {
        $runtime = Split-Path ([object].Assembly.Location)
        $Libraries | Where-Object { Test-Path (Join-Path $runtime "$_.dll") } | Should -BeNullOrEmpty
    }
}

Describe 'The package in a repository' {
    BeforeAll {
        # Another user: a home of its own, so that nothing is registered or installed for the one who runs the tests.
        $script:Place = (New-Item (Join-Path $TestDrive 'place') -ItemType Directory).FullName
        # Without it, PSResourceGet keeps its settings in the current folder.
        $null = New-Item (Join-Path $Place '.config') -ItemType Directory
        $homes = 'HOME', 'USERPROFILE', 'OPENAIFINETUNE_HOME'
        $before = @{}
        foreach ($name in $homes + 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'PSModulePath') {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, ($name -in $homes ? $Place : $null))
        }
        $script:Shown = Invoke-NewPowerShell -Command "
            `$ErrorActionPreference = 'Stop'
            `$repository = (New-Item '$Place/repository' -ItemType Directory).FullName
            Register-PSResourceRepository -Name Folder -Uri `$repository -Trusted
            Publish-PSResource -NupkgPath '$Nupkg' -Repository Folder
            Install-PSResource OpenAIFineTune -Repository Folder -Scope CurrentUser -TrustRepository
            Import-Module OpenAIFineTune
            (Get-Module OpenAIFineTune).ModuleBase
            `$null = Connect-FineTune -Local -StatePath '$Place/state'
            Import-Csv '$Root/docs/examples/tickets.csv' |
                ConvertTo-FineTuneJsonl -PromptProperty Question -CompletionProperty Team -OutputPath '$Place/tickets' 2>`$null 3>`$null |
                New-FineTune -Model local-baseline |
                Wait-FineTune -Timeout 00:05:00 |
                Invoke-FineTunedCompletion -Prompt 'My invoice is wrong' |
                ForEach-Object Text
            (Get-Help about_OpenAIFineTune_Errors | Out-String).Length
            Join-Path (Get-Module OpenAIFineTune).ModuleBase 'docs/examples/nightly.ps1' | Test-Path" 2>&1 | ForEach-Object { "$_" }
        $script:ExitCode = $LASTEXITCODE
        foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    }

    It 'is published, installed by another user, imported by name, and runs the pipeline' {
        $ExitCode | Should -Be 0 -Because ($Shown -join "`n")
        $Shown[0] | Should -BeLike "$Place*OpenAIFineTune*$Version"
        $Shown[1] | Should -Be 'Billing'
    }

    It 'brings its help and its examples' {
        [int] $Shown[2] | Should -BeGreaterThan 1000
        $Shown[3] | Should -Be 'True'
    }
}
