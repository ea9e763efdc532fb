BeforeAll {
    $script:Examples = (Resolve-Path "$PSScriptRoot/../../docs/examples").Path
    . $PSScriptRoot/../NewPowerShell.ps1
}

Describe 'quickstart.ps1' {
    BeforeAll {
        $script:Folder = Join-Path $TestDrive 'quickstart'
        $savedHome = $env:OPENAIFINETUNE_HOME
        $env:OPENAIFINETUNE_HOME = Join-Path $TestDrive 'home'
        $script:Output = Invoke-NewPowerShell -File (Join-Path $Examples 'quickstart.ps1') -Folder $Folder 2>&1 |
            Out-String -Width 200
        $script:ExitCode = $LASTEXITCODE
        $env:OPENAIFINETUNE_HOME = $savedHome
    }

    It 'runs to its end' {
        $ExitCode | Should -Be 0 -Because $Output
        $Output | Should -Match 'succeeded'
    }

    It 'prints an accuracy that is measured and better than guessing one of five teams' {
        $Output -match 'Accuracy on the (\d+) validation examples: ([\d.]+)' | Should -BeTrue -Because $Output
        [int] $Matches[1] | Should -BeGreaterThan 50
        [double] $Matches[2] | Should -BeGreaterThan 60
        [double] $Matches[2] | Should -BeLessOrEqual 100
    }

    It 'names the rows that it leaves out' {
        $Output | Should -Match 'EmptyCompletion'
        $Output | Should -Match 'Duplicate'
    }

    It 'leaves nothing behind, nor anything with what the user has kept' {
        $Folder | Should -Not -Exist
        Join-Path $TestDrive 'home' | Should -Not -Exist
    }
}

Describe 'README.md' {
    It 'begins with commands that run where it stands' {
        $root = Join-Path $PSScriptRoot '../..'
        $block = [regex]::Match((Get-Content (Join-Path $root 'README.md') -Raw), '(?s)```powershell\r?\n(.+?)```').Groups[1].Value
        $env:OPENAIFINETUNE_HOME = Join-Path $TestDrive 'home'
        # As after a clone and a build: with what these bring, and nothing that other tests or examples have left.
        $clone = (New-Item (Join-Path $TestDrive 'clone') -ItemType Directory).FullName
        'OpenAIFineTune.psd1', 'bin', 'docs' | ForEach-Object { Copy-Item (Join-Path $root $_) $clone -Recurse }

        $output = Invoke-NewPowerShell -Command "`$PSStyle.OutputRendering = 'PlainText'; Set-Location '$clone'`n$block" 2>&1 | Out-String

        $LASTEXITCODE | Should -Be 0 -Because $output
        $output | Should -Match 'Text +: Billing'
    }
}
