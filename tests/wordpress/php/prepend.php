<?php
// Debian's files are linked, not copied: PHP would take the folder that the links lead to for the site.
defined('ABSPATH') || define('ABSPATH', getenv('SSI_WORDPRESS_ROOT') . '/');
